/// Saves: data, audit entry and tasks in one transaction, once, and answered at once.
@NullMarked
package dev.meanwhile.apps.desk.save;

import org.jspecify.annotations.NullMarked;

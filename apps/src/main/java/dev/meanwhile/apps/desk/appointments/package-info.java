/// Who is driven where, when, and by whom.
@NullMarked
package dev.meanwhile.apps.desk.appointments;

import org.jspecify.annotations.NullMarked;

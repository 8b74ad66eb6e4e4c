/// The people who are driven.
@NullMarked
package dev.meanwhile.apps.desk.clients;

import org.jspecify.annotations.NullMarked;

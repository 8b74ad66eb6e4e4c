/// The people who drive, and how far they have it.
@NullMarked
package dev.meanwhile.apps.desk.drivers;

import org.jspecify.annotations.NullMarked;

/// What appointments are for, and how long they usually take.
@NullMarked
package dev.meanwhile.apps.desk.kinds;

import org.jspecify.annotations.NullMarked;

/// Where somebody lives or something is.
@NullMarked
package dev.meanwhile.apps.desk.place;

import org.jspecify.annotations.NullMarked;

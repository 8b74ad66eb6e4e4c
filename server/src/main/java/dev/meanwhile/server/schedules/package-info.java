/// What begins by the clock.
@NullMarked
package dev.meanwhile.server.schedules;

import org.jspecify.annotations.NullMarked;

/// How often somebody may guess, on all nodes together.
@NullMarked
package dev.meanwhile.server.throttle;

import org.jspecify.annotations.NullMarked;

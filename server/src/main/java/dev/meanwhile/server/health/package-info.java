/// Whether the process lives, and whether it can take work.
@NullMarked
package dev.meanwhile.server.health;

import org.jspecify.annotations.NullMarked;

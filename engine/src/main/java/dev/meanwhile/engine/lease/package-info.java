/// Claiming tasks, running their handlers, and settling what came of it.
@NullMarked
package dev.meanwhile.engine.lease;

import org.jspecify.annotations.NullMarked;

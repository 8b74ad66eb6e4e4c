/// What a node does besides running tasks: shows that it lives, takes over from those that do not,
/// and ends what is overdue.
@NullMarked
package dev.meanwhile.engine.upkeep;

import org.jspecify.annotations.NullMarked;

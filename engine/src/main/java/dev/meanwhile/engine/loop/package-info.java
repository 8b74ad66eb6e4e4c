/// The shape of everything that goes on for ever: a turn that says how long to rest, a loop that
/// takes turns, and a writer that commits together what came together.
@NullMarked
package dev.meanwhile.engine.loop;

import org.jspecify.annotations.NullMarked;

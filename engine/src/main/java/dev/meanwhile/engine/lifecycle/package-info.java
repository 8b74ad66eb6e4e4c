/// The pure rules: what an outcome means for its task, and when it is tried again. No I/O, no
/// clock.
@NullMarked
package dev.meanwhile.engine.lifecycle;

import org.jspecify.annotations.NullMarked;

/// For tests of applications: an engine that is stepped by hand, a clock that is moved, and
/// assertions about what happened to a task. Needs no test library.
@NullMarked
package dev.meanwhile.engine.testing;

import org.jspecify.annotations.NullMarked;

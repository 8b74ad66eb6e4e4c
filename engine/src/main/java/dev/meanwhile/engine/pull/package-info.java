/// The work that workers outside our nodes ask for, and their seats while they wait.
@NullMarked
package dev.meanwhile.engine.pull;

import org.jspecify.annotations.NullMarked;

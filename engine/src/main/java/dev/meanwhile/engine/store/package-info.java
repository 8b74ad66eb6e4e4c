/// All SQL of the engine.
@NullMarked
package dev.meanwhile.engine.store;

import org.jspecify.annotations.NullMarked;

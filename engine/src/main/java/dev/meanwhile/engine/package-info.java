/// Placeholder.
@NullMarked
package dev.meanwhile.engine;

import org.jspecify.annotations.NullMarked;

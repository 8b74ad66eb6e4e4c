/// Placeholder.
@NullMarked
package dev.meanwhile.postgres;

import org.jspecify.annotations.NullMarked;

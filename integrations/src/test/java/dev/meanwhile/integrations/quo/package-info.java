/// Quo, under test.
@NullMarked
package dev.meanwhile.integrations.quo;

import org.jspecify.annotations.NullMarked;

/// Drive times, under test.
@NullMarked
package dev.meanwhile.integrations.maps;

import org.jspecify.annotations.NullMarked;

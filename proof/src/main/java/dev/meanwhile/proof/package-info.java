/// Programs that prove promises and measure: `./meanwhile prove …` and `./meanwhile bench …`.
@NullMarked
package dev.meanwhile.proof;

import org.jspecify.annotations.NullMarked;

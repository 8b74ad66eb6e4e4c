/// How long things take: counted in memory, written now and then, read as estimates.
@NullMarked
package dev.meanwhile.engine.estimate;

import org.jspecify.annotations.NullMarked;

/// Why a start was refused, in one sentence.
@NullMarked
package dev.meanwhile.server.start;

import org.jspecify.annotations.NullMarked;

/// Every error as a sentence: what failed, why, and what to do.
@NullMarked
package dev.meanwhile.server.problem;

import org.jspecify.annotations.NullMarked;

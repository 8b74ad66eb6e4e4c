/// The proof that the live stream misses nothing and repeats nothing, however often it is cut.
@NullMarked
package dev.meanwhile.proof.stream;

import org.jspecify.annotations.NullMarked;

/// The proof about workers that ask for their tasks.
@NullMarked
package dev.meanwhile.proof.pull;

import org.jspecify.annotations.NullMarked;

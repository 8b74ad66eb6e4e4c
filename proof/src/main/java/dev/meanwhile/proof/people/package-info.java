/// People who come in, stay, guess, and have to leave in time.
@NullMarked
package dev.meanwhile.proof.people;

import org.jspecify.annotations.NullMarked;

/// A browser that proofs look through.
@NullMarked
package dev.meanwhile.proof.browser;

import org.jspecify.annotations.NullMarked;

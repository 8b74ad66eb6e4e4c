/// What must be so before `prove access` is run.
@NullMarked
package dev.meanwhile.proof.access;

import org.jspecify.annotations.NullMarked;

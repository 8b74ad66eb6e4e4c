/// `prove access`: who may ask for what, and whose rows they reach, tried cell by cell.
@NullMarked
package dev.meanwhile.proof.access;

import org.jspecify.annotations.NullMarked;

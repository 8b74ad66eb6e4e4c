/// The node and the database that a proof works on, as processes of its own.
@NullMarked
package dev.meanwhile.proof.node;

import org.jspecify.annotations.NullMarked;

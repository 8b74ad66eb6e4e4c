/// The proof that an import survives crashes of its node and of its database.
@NullMarked
package dev.meanwhile.proof.resume;

import org.jspecify.annotations.NullMarked;

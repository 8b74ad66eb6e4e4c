/// What must be so of the files for n8n, without one.
@NullMarked
package dev.meanwhile.proof.n8n;

import org.jspecify.annotations.NullMarked;

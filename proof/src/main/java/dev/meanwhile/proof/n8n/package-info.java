/// A real n8n that does the tasks of a real node, and is killed in the middle.
@NullMarked
package dev.meanwhile.proof.n8n;

import org.jspecify.annotations.NullMarked;

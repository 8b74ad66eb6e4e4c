/// A small HTTP client that measures, and that can be cut in the middle.
@NullMarked
package dev.meanwhile.proof.http;

import org.jspecify.annotations.NullMarked;

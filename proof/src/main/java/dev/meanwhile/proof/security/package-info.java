/// Attacks on a real server, counted for each threat.
@NullMarked
package dev.meanwhile.proof.security;

import org.jspecify.annotations.NullMarked;

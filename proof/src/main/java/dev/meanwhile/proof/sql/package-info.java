/// `prove sql`: what a client can do that knows SQL and nothing else.
@NullMarked
package dev.meanwhile.proof.sql;

import org.jspecify.annotations.NullMarked;

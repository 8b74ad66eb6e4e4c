/// Long random words, and what is kept of them.
@NullMarked
package dev.meanwhile.server.secret;

import org.jspecify.annotations.NullMarked;

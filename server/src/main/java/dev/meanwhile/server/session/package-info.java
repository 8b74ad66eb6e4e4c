/// Signing in and out, and for how long a browser stays signed in.
@NullMarked
package dev.meanwhile.server.session;

import org.jspecify.annotations.NullMarked;

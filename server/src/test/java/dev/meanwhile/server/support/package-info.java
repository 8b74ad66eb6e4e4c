/// What the tests of this module share: a running server, and a client that speaks HTTP to it.
@NullMarked
package dev.meanwhile.server.support;

import org.jspecify.annotations.NullMarked;

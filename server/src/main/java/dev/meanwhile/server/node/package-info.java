/// The engine of this server: wired, started and stopped.
@NullMarked
package dev.meanwhile.server.node;

import org.jspecify.annotations.NullMarked;

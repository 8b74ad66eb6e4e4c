/// Which kinds of work are done by calling somebody else, and how: read from the configuration.
@NullMarked
package dev.meanwhile.server.routes;

import org.jspecify.annotations.NullMarked;

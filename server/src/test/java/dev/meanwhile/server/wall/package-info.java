/// The second wall, tried from inside.
@NullMarked
package dev.meanwhile.server.wall;

import org.jspecify.annotations.NullMarked;

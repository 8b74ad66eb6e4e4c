/// The second wall: what a person's request does in the database is done with that person's rights.
@NullMarked
package dev.meanwhile.server.wall;

import org.jspecify.annotations.NullMarked;

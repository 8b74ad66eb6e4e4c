/// Bad examples, one for each rule of the house.
@NullMarked
package dev.meanwhile.server.rude;

import org.jspecify.annotations.NullMarked;

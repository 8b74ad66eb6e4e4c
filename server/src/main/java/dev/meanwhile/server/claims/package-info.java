/// Where workers ask for tasks of pulled types, and wait until there are some.
@NullMarked
package dev.meanwhile.server.claims;

import org.jspecify.annotations.NullMarked;

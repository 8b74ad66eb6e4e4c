/// Keys with which programs act for a person.
@NullMarked
package dev.meanwhile.server.keys;

import org.jspecify.annotations.NullMarked;

/// The kinds of work this server knows: who does them, and what input they take.
@NullMarked
package dev.meanwhile.server.types;

import org.jspecify.annotations.NullMarked;

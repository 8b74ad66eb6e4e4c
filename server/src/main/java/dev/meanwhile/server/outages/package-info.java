/// The services that tasks need: how they stand, what happened to them, and who keeps them back.
@NullMarked
package dev.meanwhile.server.outages;

import org.jspecify.annotations.NullMarked;

/// The platform: everything around the engine that people and programs speak to.
@NullMarked
package dev.meanwhile.server;

import org.jspecify.annotations.NullMarked;

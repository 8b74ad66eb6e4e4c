/// The durable task engine: what an embedding program imports. Every other package of this module
/// is internal.
@NullMarked
package dev.meanwhile.engine;

import org.jspecify.annotations.NullMarked;

/// The work that is done outside our nodes, and the words that come from there.
@NullMarked
package dev.meanwhile.engine.outside;

import org.jspecify.annotations.NullMarked;

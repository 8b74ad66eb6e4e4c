/// What workflows that were called say of their tasks: how it goes, and how it ended.
@NullMarked
package dev.meanwhile.server.callbacks;

import org.jspecify.annotations.NullMarked;

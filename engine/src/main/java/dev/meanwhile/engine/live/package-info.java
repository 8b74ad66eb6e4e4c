/// News of committed changes: told at once inside a node, by NOTIFY between nodes, and found by
/// polling when both fail.
@NullMarked
package dev.meanwhile.engine.live;

import org.jspecify.annotations.NullMarked;

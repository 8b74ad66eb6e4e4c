/// The live stream: every change, to everybody who may see it, without loss.
@NullMarked
package dev.meanwhile.server.live;

import org.jspecify.annotations.NullMarked;

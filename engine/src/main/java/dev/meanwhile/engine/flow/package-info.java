/// How tasks hang together: one starts after others, a newer one replaces an older one.
@NullMarked
package dev.meanwhile.engine.flow;

import org.jspecify.annotations.NullMarked;

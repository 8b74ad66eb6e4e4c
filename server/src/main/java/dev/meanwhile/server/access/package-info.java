/// Who is asking, and what they may do to whose.
@NullMarked
package dev.meanwhile.server.access;

import org.jspecify.annotations.NullMarked;

/// Who is asking, and what they may see.
@NullMarked
package dev.meanwhile.server.access;

import org.jspecify.annotations.NullMarked;

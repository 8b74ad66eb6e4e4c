/// Everything the house rules forbid, so that they are seen to forbid it.
@NullMarked
package dev.meanwhile.apps.rude;

import org.jspecify.annotations.NullMarked;

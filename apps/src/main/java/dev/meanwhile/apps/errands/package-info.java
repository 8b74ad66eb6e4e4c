/// Everyday errands that run in the background: what people hand over and do not want to wait for.
@NullMarked
package dev.meanwhile.apps.errands;

import org.jspecify.annotations.NullMarked;

/// Addresses that users type in: checked so strictly that no request reaches the inside.
@NullMarked
package dev.meanwhile.apps.errands.dataimport.guard;

import org.jspecify.annotations.NullMarked;

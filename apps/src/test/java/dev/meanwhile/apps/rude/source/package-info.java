/// A source that knows more than its rows.
@NullMarked
package dev.meanwhile.apps.rude.source;

import org.jspecify.annotations.NullMarked;

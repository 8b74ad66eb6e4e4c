/// Needs a package that needs this one.
@NullMarked
package dev.meanwhile.server.rude.other;

import org.jspecify.annotations.NullMarked;

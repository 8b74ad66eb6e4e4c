/// What every change has in common that a person asks for: a reason, and the right to ask.
@NullMarked
package dev.meanwhile.server.change;

import org.jspecify.annotations.NullMarked;

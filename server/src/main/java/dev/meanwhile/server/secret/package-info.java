/// Words that nobody can guess, and keeping them out of what is shown.
@NullMarked
package dev.meanwhile.server.secret;

import org.jspecify.annotations.NullMarked;

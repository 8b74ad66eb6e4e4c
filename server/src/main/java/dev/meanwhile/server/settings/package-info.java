/// What an operator may set, and its defaults.
@NullMarked
package dev.meanwhile.server.settings;

import org.jspecify.annotations.NullMarked;

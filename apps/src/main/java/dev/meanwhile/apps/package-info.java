/// The executable jar: its commands, and the platform together with what stands on it.
@NullMarked
package dev.meanwhile.apps;

import org.jspecify.annotations.NullMarked;

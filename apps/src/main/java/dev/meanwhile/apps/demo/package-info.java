/// What only a demo has: partners that are made up, and switches to break them.
@NullMarked
package dev.meanwhile.apps.demo;

import org.jspecify.annotations.NullMarked;

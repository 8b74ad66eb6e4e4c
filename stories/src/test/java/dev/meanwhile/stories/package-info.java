/// What people do with Meanwhile, told in a real browser.
@NullMarked
package dev.meanwhile.stories;

import org.jspecify.annotations.NullMarked;

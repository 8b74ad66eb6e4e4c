/// Bad examples, for the house rules to catch.
@NullMarked
package dev.meanwhile.integrations.rude;

import org.jspecify.annotations.NullMarked;

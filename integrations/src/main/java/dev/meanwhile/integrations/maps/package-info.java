/// How long it takes to drive from one place to another.
@NullMarked
package dev.meanwhile.integrations.maps;

import org.jspecify.annotations.NullMarked;

/// What every partner has in common: how it fails, in three sentences.
@NullMarked
package dev.meanwhile.integrations;

import org.jspecify.annotations.NullMarked;

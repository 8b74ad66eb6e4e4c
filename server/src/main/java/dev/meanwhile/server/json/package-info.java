/// The JSON we write, and the JSON of strangers we read: strict, bounded, refused in plain words.
@NullMarked
package dev.meanwhile.server.json;

import org.jspecify.annotations.NullMarked;

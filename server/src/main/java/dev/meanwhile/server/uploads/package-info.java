/// Files that people hand over for a task to read.
@NullMarked
package dev.meanwhile.server.uploads;

import org.jspecify.annotations.NullMarked;

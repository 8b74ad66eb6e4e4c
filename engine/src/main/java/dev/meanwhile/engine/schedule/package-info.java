/// Work that begins by the clock: when a schedule comes round, and who submits its task.
@NullMarked
package dev.meanwhile.engine.schedule;

import org.jspecify.annotations.NullMarked;

/// The rules alone, under a virtual clock and random schedules: no database, no threads.
@NullMarked
package dev.meanwhile.proof.sim;

import org.jspecify.annotations.NullMarked;

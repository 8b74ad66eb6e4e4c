/// Outages of the services that tasks need: who may start, who waits, and who tries whether it is
/// over.
@NullMarked
package dev.meanwhile.engine.outage;

import org.jspecify.annotations.NullMarked;

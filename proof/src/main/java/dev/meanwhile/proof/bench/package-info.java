/// The engine's figures on this machine: throughput, pick-up latency, answer time.
@NullMarked
package dev.meanwhile.proof.bench;

import org.jspecify.annotations.NullMarked;

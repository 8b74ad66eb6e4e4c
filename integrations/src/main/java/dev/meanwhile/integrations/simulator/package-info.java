/// Servers on the loopback address that stand in for partners, and misbehave on command.
@NullMarked
package dev.meanwhile.integrations.simulator;

import org.jspecify.annotations.NullMarked;

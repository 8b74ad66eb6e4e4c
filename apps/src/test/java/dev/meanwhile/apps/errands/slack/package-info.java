/// Messages to Slack, under test with a real server and a simulator.
@NullMarked
package dev.meanwhile.apps.errands.slack;

import org.jspecify.annotations.NullMarked;

/// Slack, under test.
@NullMarked
package dev.meanwhile.integrations.slack;

import org.jspecify.annotations.NullMarked;

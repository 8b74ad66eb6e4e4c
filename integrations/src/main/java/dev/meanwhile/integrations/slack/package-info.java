/// Messages to a channel of Slack.
@NullMarked
package dev.meanwhile.integrations.slack;

import org.jspecify.annotations.NullMarked;

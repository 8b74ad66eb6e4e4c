/// News for the team's channel.
@NullMarked
package dev.meanwhile.apps.errands.slack;

import org.jspecify.annotations.NullMarked;

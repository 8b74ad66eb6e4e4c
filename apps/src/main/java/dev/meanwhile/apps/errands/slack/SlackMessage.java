package dev.meanwhile.apps.errands.slack;

import org.jspecify.annotations.Nullable;

/// What is to be said in the channel.
///
/// @param text null only in a bad request
record SlackMessage(@Nullable String text) {}

package dev.meanwhile.server.webhooks;

import java.util.List;

/// What came of a test call.
///
/// @param reached whether somebody answered
/// @param good whether a task would run now, or be done
/// @param sentences what happened, what it means for tasks, and what to do
/// @param call what was sent and what came back, without secrets
record TestCall(boolean reached, boolean good, List<String> sentences, KeptCall call) {}

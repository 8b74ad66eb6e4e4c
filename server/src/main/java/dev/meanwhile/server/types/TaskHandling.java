package dev.meanwhile.server.types;

import dev.meanwhile.engine.Handler;
import dev.meanwhile.engine.TaskType;

/// A task type together with the code that does it. Beans of it become known to the engine.
public record TaskHandling<I>(TaskType<I> type, Handler<? super I> handler) {}

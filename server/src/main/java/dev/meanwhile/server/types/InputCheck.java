package dev.meanwhile.server.types;

import dev.meanwhile.engine.TaskType;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.problem.FieldError;
import java.util.List;

/// Refuses bad input when a task is submitted over HTTP, before anything is created. Beans of it
/// are asked for their type; a type without one takes whatever fits its input record.
public interface InputCheck<I> {

  TaskType<I> type();

  /// What is wrong with the input, each with a pointer into it such as `/target`; empty when
  /// nothing is.
  List<FieldError> check(I input, Caller caller);
}

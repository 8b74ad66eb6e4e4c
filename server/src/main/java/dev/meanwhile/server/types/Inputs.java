package dev.meanwhile.server.types;

import dev.meanwhile.engine.Json;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.json.Misfit;
import dev.meanwhile.server.problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/// Tries whether an input is one that the handler of its type could work with.
@Component
public class Inputs {
  private final List<InputCheck<?>> checks = new ArrayList<>();

  Inputs(ObjectProvider<InputCheck<?>> checks) {
    checks.orderedStream().forEach(this.checks::add);
  }

  /// What is wrong with the input, with pointers into it; empty when nothing is.
  public List<FieldError> check(TaskType<?> type, String json, Caller caller) {
    return read(type, json, caller);
  }

  private <I> List<FieldError> read(TaskType<I> type, String json, Caller caller) {
    I input;
    try {
      input = Json.read(json, type.input());
    } catch (JacksonException e) {
      return List.of(Misfit.of(e));
    }
    var errors = new ArrayList<FieldError>();
    for (InputCheck<?> check : checks) {
      if (check.type().name().equals(type.name())) {
        errors.addAll(ask(check, input, caller));
      }
    }
    return errors;
  }

  private static <T> List<FieldError> ask(InputCheck<T> check, Object input, Caller caller) {
    return check.check(check.type().input().cast(input), caller);
  }
}

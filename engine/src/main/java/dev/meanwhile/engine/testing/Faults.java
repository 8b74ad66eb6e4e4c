package dev.meanwhile.engine.testing;

import dev.meanwhile.engine.Handler;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.TaskFailed;
import dev.meanwhile.engine.Work;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is going to go wrong in handlers, and when.
final class Faults {
  private final Map<String, Deque<Outcome.Failed>> tasks = new HashMap<>();
  private final Map<String, Deque<Outcome.Failed>> steps = new HashMap<>();

  synchronized void ofTask(String type, Outcome.Failed failure) {
    tasks.computeIfAbsent(type, _ -> new ArrayDeque<>()).add(failure);
  }

  synchronized void ofStep(String step, Outcome.Failed failure) {
    steps.computeIfAbsent(step, _ -> new ArrayDeque<>()).add(failure);
  }

  private synchronized Outcome.@Nullable Failed next(
      Map<String, Deque<Outcome.Failed>> of, String name) {
    Deque<Outcome.Failed> planned = of.get(name);
    return planned == null ? null : planned.poll();
  }

  <I> Handler<I> around(String type, Handler<? super I> handler) {
    return (input, work) -> {
      Outcome.Failed planned = next(tasks, type);
      return planned == null ? handler.handle(input, watched(work)) : planned;
    };
  }

  /// The same work, whose steps fail when they should.
  private Work watched(Work work) {
    return (Work)
        Proxy.newProxyInstance(
            Work.class.getClassLoader(),
            new Class<?>[] {Work.class},
            (_, method, arguments) -> {
              if (method.getName().equals("step") && arguments[0] instanceof String step) {
                Outcome.Failed planned = next(steps, step);
                if (planned != null) {
                  throw new TaskFailed(planned);
                }
              }
              try {
                return method.invoke(work, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause() == null ? thrown : thrown.getCause();
              }
            });
  }
}

package dev.meanwhile.server.callbacks;

import dev.meanwhile.engine.Outside.Answer;
import dev.meanwhile.engine.Outside.Verdict;
import dev.meanwhile.engine.Task;
import dev.meanwhile.server.problem.Refusals;
import java.util.UUID;

/// The answer to a word that counts.
///
/// @param repeated whether it had counted before, and changed nothing now
record Told(UUID taskId, int attempt, String status, long version, boolean repeated) {

  static Told of(Answer answer) {
    Task task = answer.task();
    if (task == null) {
      throw Refusals.notFound("The task");
    }
    return new Told(
        task.id(),
        task.attempt(),
        task.status().text(),
        task.version(),
        answer.verdict() == Verdict.REPEATED);
  }
}

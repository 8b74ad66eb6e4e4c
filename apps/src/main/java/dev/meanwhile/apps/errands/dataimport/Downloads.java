package dev.meanwhile.apps.errands.dataimport;

import dev.meanwhile.apps.errands.dataimport.guard.AddressGuard;
import dev.meanwhile.apps.errands.dataimport.guard.FetchLimits;
import dev.meanwhile.apps.errands.dataimport.guard.WebSource;
import dev.meanwhile.apps.errands.dataimport.source.SourceFile;
import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.TaskFailed;
import dev.meanwhile.engine.Tasks;
import dev.meanwhile.engine.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The fetching of a file from a user's address: once for each import, so that every attempt reads
/// the same bytes.
final class Downloads {
  private static final Logger log = LoggerFactory.getLogger(Downloads.class);
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final String STEP = "downloading";

  private final AddressGuard guard;
  private final DownloadFolder folder;
  private final long largest;
  private final Supplier<Tasks> tasks;

  Downloads(AddressGuard guard, DownloadFolder folder, long largest, Supplier<Tasks> tasks) {
    this.guard = guard;
    this.folder = folder;
    this.largest = largest;
    this.tasks = tasks;
  }

  /// The file, fetched now unless it lies here already.
  SourceFile get(ImportPlan plan, Work work) throws Exception {
    Download known = work.recall(STEP, Download.class);
    String sentence = Sentences.downloading(plan.sourceType());
    if (known == null) {
      tidy();
      work.step(STEP, sentence, Download.class, () -> fetch(plan, work));
    } else if (!folder.holds(work.taskId(), known)) {
      work.step("downloading_again", sentence);
      if (!fetch(plan, work).equals(known)) {
        forget(work.taskId());
        throw TaskFailed.forGood(
            Sentences.FAILED,
            "The file at the address is no longer the one that was being imported.",
            "The rows so far are imported. Import the new file on its own.",
            "file_changed");
      }
    }
    Path file = folder.file(work.taskId());
    return () -> Files.newInputStream(file);
  }

  void forget(UUID task) throws IOException {
    folder.forget(task);
  }

  private Download fetch(ImportPlan plan, Work work) {
    var checked = guard.check(Objects.requireNonNull(plan.fileUrl()));
    try (var source = new WebSource(checked, FetchLimits.of(largest, PATIENCE))) {
      return source.get(
          "text/csv, application/x-ndjson, text/plain, */*;q=0.5",
          (body, _) -> folder.take(work.taskId(), work.attempt(), body));
    }
  }

  /// Cancelled imports and those of dead nodes leave their files behind.
  private void tidy() {
    try {
      folder.tidy(id -> {
        Task task = tasks.get().find(id);
        return task != null && !task.ended();
      });
    } catch (IOException | IllegalArgumentException e) {
      log.warn("The folder of downloads could not be tidied.", e);
    }
  }
}

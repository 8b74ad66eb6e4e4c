package dev.meanwhile.proof.archive;

import dev.meanwhile.proof.Figures;
import dev.meanwhile.proof.ProofFailed;
import dev.meanwhile.proof.archive.LookStore.Sample;
import dev.meanwhile.proof.http.Line;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/// What people ask of the archive, over HTTP, and how long each answer takes.
final class Questions {
  private static final int WARM_UP = 10;

  private final Line line;
  private final List<Sample> samples;
  private final int times;

  Questions(Line line, List<Sample> samples, int times) {
    this.line = line;
    this.samples = samples;
    this.times = times;
  }

  /// The kinds of question, each with its times.
  Map<String, Figures> ask() throws IOException {
    var pages = pages();
    var figures = new LinkedHashMap<String, Figures>();
    figures.put("one task", timed(i -> "/api/tasks/" + sample(i).id(), -1));
    figures.put("its timeline", timed(i -> "/api/tasks/" + sample(i).id() + "/events", 3));
    figures.put("page by page", timed(i -> pages.get(i % pages.size()), 50));
    figures.put("the failed", timed(_ -> "/api/tasks?status=failed", 50));
    figures.put(
        "cancelled of a type", timed(_ -> "/api/tasks?status=cancelled&type=data_import", 50));
    figures.put(
        "of one client", timed(i -> "/api/tasks?entity=client:K%07d".formatted(i % 5000), -1));
    figures.put("a frequent word", timed(_ -> "/api/tasks?q=imported", 50));
    figures.put("a rare word", timed(i -> "/api/tasks?q=" + sample(i).rareWord(), 1));
    figures.put("a word of none", timed(i -> "/api/tasks?q=nowhere-at-all-" + i, 0));
    return figures;
  }

  private Sample sample(int i) {
    return samples.get(i % samples.size());
  }

  /// Down from the newest task, 200 at once, and the addresses of all those pages.
  private List<String> pages() throws IOException {
    var pages = new ArrayList<String>();
    var next = "/api/tasks?limit=200&type=email&type=chat";
    while (!next.isEmpty() && pages.size() < 300) {
      var cursor = line.get(next).json(200).get("next_cursor");
      next =
          cursor.isNull()
              ? ""
              : "/api/tasks?limit=200&type=email&type=chat&cursor=" + cursor.asString();
      if (!next.isEmpty()) {
        pages.add(next.replace("limit=200", "limit=50"));
      }
    }
    // The last one may be shorter than a page.
    return pages.subList(0, Math.max(1, pages.size() - 1));
  }

  /// @param expected how many the answer must hold; -1 when any number will do
  private Figures timed(IntFunction<String> question, int expected) throws IOException {
    long[] nanos = new long[times];
    for (int i = -WARM_UP; i < times; i++) {
      var path = question.apply(Math.floorMod(i, times));
      var answer = line.get(path);
      var json = answer.json(200);
      if (expected >= 0 && json.get("items").size() != expected) {
        throw new ProofFailed(
            "%s holds %d instead of %d.".formatted(path, json.get("items").size(), expected));
      }
      if (i >= 0) {
        nanos[i] = answer.nanos();
      }
    }
    return new Figures(nanos);
  }
}

package dev.meanwhile.engine.lease;

import dev.meanwhile.engine.lifecycle.Sentences;
import dev.meanwhile.engine.live.News;
import dev.meanwhile.engine.loop.Turn;
import dev.meanwhile.engine.store.ReportStore;
import dev.meanwhile.engine.store.ReportStore.Report;
import dev.meanwhile.engine.store.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Writes what running tasks say: at most five times a second for each task, the newest sentence
/// winning, a new step and the last sentence always; all tasks in one statement.
public final class Reporter implements Turn {
  private static final Duration LEAST_GAP = Duration.ofMillis(200);
  private static final int LARGEST = 500;

  private final Wire wire;
  private final String actor;
  private final News news;
  private final Map<UUID, Voice> voices = new ConcurrentHashMap<>();
  private volatile Runnable wake = () -> {};

  public Reporter(Wire wire, String actor, News news) {
    this.wire = wire;
    this.actor = actor;
    this.news = news;
  }

  /// What wakes the loop that takes this turn.
  public void wakeBy(Runnable loop) {
    wake = loop;
  }

  void report(
      Attempt attempt,
      @Nullable String step,
      @Nullable String sentence,
      @Nullable Long done,
      @Nullable Long total) {
    UUID task = attempt.lease().taskId();
    String words = sentence == null ? null : Sentences.shortened(sentence);
    Report report = new Report(task, attempt.lease().attempt(), step, words, done, total);
    Voice voice = voices.computeIfAbsent(task, _ -> new Voice());
    if (voice.add(report)) {
      wake.run();
    }
  }

  /// Waits until everything the attempt said is written, up to a second: the story should be told
  /// in order.
  void finish(Attempt attempt) throws InterruptedException {
    UUID task = attempt.lease().taskId();
    Voice voice = voices.get(task);
    if (voice != null && !attempt.lost()) {
      voice.hurry();
      wake.run();
      voice.awaitSilence(Duration.ofSeconds(1));
    }
    voices.remove(task);
  }

  @Override
  public Duration take() throws Exception {
    Duration rest = Duration.ofSeconds(30);
    List<Report> due = new ArrayList<>();
    for (Voice voice : voices.values()) {
      Duration until = voice.dueIn(LEAST_GAP);
      if (until.isZero() && due.size() < LARGEST) {
        Report next = voice.peek();
        if (next != null) {
          due.add(next);
        }
      }
      rest = until.compareTo(rest) < 0 ? until : rest;
    }
    if (due.isEmpty()) {
      return rest;
    }
    Set<UUID> written = wire.call(c -> ReportStore.write(c, actor, due));
    for (Report report : due) {
      Voice voice = voices.get(report.taskId());
      if (voice != null) {
        voice.written(report, written.contains(report.taskId()));
      }
    }
    if (!written.isEmpty()) {
      news.eventsHere();
    }
    return Duration.ofMillis(1);
  }
}

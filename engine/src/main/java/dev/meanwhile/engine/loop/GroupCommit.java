package dev.meanwhile.engine.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Commits together what came together: while one write is under way, newcomers gather, and the
/// next write takes them all. No timer, no added delay: a lone item is written at once.
public final class GroupCommit<I, R> implements AutoCloseable {

  /// Writes a batch and commits it; the answers stand in the order of the items. Must not throw for
  /// trouble that concerns one item only, but answer for it.
  @FunctionalInterface
  public interface Writer<I, R> {
    List<R> write(List<I> batch) throws Exception;
  }

  private record Waiting<I, R>(I item, CompletableFuture<R> answer) {}

  private final BlockingQueue<Waiting<I, R>> waiting;
  private final int largest;
  private final Writer<I, R> writer;
  private final Thread thread;
  private volatile boolean closed;

  public GroupCommit(String name, int largest, Writer<I, R> writer) {
    this.largest = largest;
    this.writer = writer;
    this.waiting = new ArrayBlockingQueue<>(largest * 8);
    this.thread = Thread.ofVirtual().name("meanwhile-" + name).start(this::run);
  }

  /// Hands an item to the next write; blocks while too many are waiting. The answer comes after the
  /// commit.
  public CompletableFuture<R> add(I item) throws InterruptedException {
    if (closed) {
      throw new IllegalStateException("The engine is closed.");
    }
    Waiting<I, R> one = new Waiting<>(item, new CompletableFuture<>());
    waiting.put(one);
    return one.answer;
  }

  private void run() {
    List<Waiting<I, R>> batch = new ArrayList<>();
    while (!closed || !waiting.isEmpty()) {
      try {
        Waiting<I, R> first = waiting.poll(100, TimeUnit.MILLISECONDS);
        if (first == null) {
          continue;
        }
        batch.add(first);
        waiting.drainTo(batch, largest - 1);
        answer(batch);
      } catch (InterruptedException stopped) {
        closed = true;
      }
      batch.clear();
    }
  }

  private void answer(List<Waiting<I, R>> batch) {
    try {
      List<R> answers = writer.write(batch.stream().map(Waiting::item).toList());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).answer.complete(answers.get(i));
      }
    } catch (Throwable failure) {
      batch.forEach(one -> one.answer.completeExceptionally(failure));
    }
  }

  /// Writes what is waiting, then stops. Safe to call twice.
  @Override
  public void close() {
    closed = true;
    try {
      thread.join(java.time.Duration.ofSeconds(10));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}

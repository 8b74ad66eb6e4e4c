package dev.meanwhile.engine.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Commits together what came together: while one write is under way, newcomers gather, and the
/// next write takes them all. No timer, no added delay: a lone item is written at once. Where the
/// order of the items does not matter there may be further writers: when many items wait while one
/// writes, for example while the disk flushes, the next begins with them.
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
  private final int crowd;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;

  public GroupCommit(String name, int largest, Writer<I, R> writer) {
    this(name, largest, largest, List.of(writer));
  }

  /// @param crowd how many items must wait before a further writer begins
  /// @param writers the first writes whatever comes; they may write at the same time
  public GroupCommit(String name, int largest, int crowd, List<Writer<I, R>> writers) {
    this.largest = largest;
    this.crowd = crowd;
    this.waiting = new ArrayBlockingQueue<>(largest * 8);
    for (Writer<I, R> writer : writers) {
      boolean first = threads.isEmpty();
      threads.add(
          Thread.ofVirtual()
              .name("meanwhile-" + name + "-" + threads.size())
              .start(first ? () -> run(writer) : () -> help(writer)));
    }
  }

  /// Hands an item to the next write; blocks while too many are waiting. The answer comes after the
  /// commit.
  public CompletableFuture<R> add(I item) throws InterruptedException {
    if (closed) {
      throw new IllegalStateException("The engine is closed.");
    }
    Waiting<I, R> one = new Waiting<>(item, new CompletableFuture<>());
    waiting.put(one);
    if (threads.size() > 1 && waiting.size() >= crowd) {
      threads.forEach(LockSupport::unpark);
    }
    return one.answer;
  }

  private void run(Writer<I, R> writer) {
    List<Waiting<I, R>> batch = new ArrayList<>();
    while (!closed || !waiting.isEmpty()) {
      try {
        Waiting<I, R> first = waiting.poll(100, TimeUnit.MILLISECONDS);
        if (first == null) {
          continue;
        }
        batch.add(first);
        waiting.drainTo(batch, largest - 1);
        answer(batch, writer);
      } catch (InterruptedException stopped) {
        closed = true;
      }
      batch.clear();
    }
  }

  private void help(Writer<I, R> writer) {
    List<Waiting<I, R>> batch = new ArrayList<>();
    while (!closed) {
      if (waiting.size() < crowd) {
        LockSupport.park(this);
        continue;
      }
      waiting.drainTo(batch, largest);
      if (!batch.isEmpty()) {
        answer(batch, writer);
        batch.clear();
      }
    }
  }

  private void answer(List<Waiting<I, R>> batch, Writer<I, R> writer) {
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
    threads.forEach(LockSupport::unpark);
    try {
      for (Thread thread : threads) {
        thread.join(java.time.Duration.ofSeconds(10));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}

package dev.meanwhile.server.live;

import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.Tasks;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/// Waits until a task has come far enough, woken by the hub instead of asking again and again.
@Component
public class TaskWait {
  private final LiveHub hub;
  private final Tasks tasks;

  TaskWait(LiveHub hub, Tasks tasks) {
    this.hub = hub;
    this.tasks = tasks;
  }

  /// The task when it has come far enough, or as it stands when patience ends or the server stops.
  public Task until(Task first, Duration patience, Predicate<Task> enough) {
    var bell = new Bell();
    long end = System.nanoTime() + patience.toNanos();
    Task task = first;
    try (LiveHub.Seat _ = hub.join(Topic.task(first.id(), null), bell)) {
      // Read once more with the seat taken: it may have moved since the caller looked.
      task = newest(task);
      while (!enough.test(task) && bell.rings(end - System.nanoTime())) {
        task = newest(task);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return task;
  }

  private Task newest(Task known) {
    Task found = tasks.find(known.id());
    return found == null ? known : found;
  }

  private static final class Bell implements Client {
    private final Semaphore rung = new Semaphore(0);
    private volatile boolean closed;

    @Override
    public boolean offer(Change change) {
      rung.release();
      return true;
    }

    @Override
    public void close() {
      closed = true;
      rung.release();
    }

    /// Waits for news.
    ///
    /// @return false when none came, or none can come any more
    boolean rings(long nanos) throws InterruptedException {
      boolean came = rung.tryAcquire(Math.max(0, nanos), TimeUnit.NANOSECONDS);
      rung.drainPermits();
      return came && !closed;
    }
  }
}

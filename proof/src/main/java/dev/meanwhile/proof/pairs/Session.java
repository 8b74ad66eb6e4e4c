package dev.meanwhile.proof.pairs;

import dev.meanwhile.engine.store.Wire;
import dev.meanwhile.proof.ProofFailed;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;

/// One connection to the database, which does one thing at a time and commits when it is told to.
final class Session implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  private final Wire wire;
  private final ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor();

  Session(DataSource database) {
    wire = Wire.pinned(database);
  }

  /// Work within a transaction.
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private static final class RolledBack extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /// A transaction under way.
  static final class Course<T> {
    private final CompletableFuture<Integer> pid = new CompletableFuture<>();
    private final CompletableFuture<T> said = new CompletableFuture<>();
    private final CompletableFuture<Boolean> end = new CompletableFuture<>();
    private final CompletableFuture<Boolean> over = new CompletableFuture<>();

    int pid() {
      return got(pid);
    }

    boolean answered() {
      return said.isDone();
    }

    T answer() {
      return got(said);
    }

    /// Commits or rolls back, and waits until that is done.
    void end(boolean commits) {
      end.complete(commits);
      boolean _ = got(over);
    }
  }

  /// Begins a transaction, does the work, and stays there until it is told how to end.
  <T> Course<T> begin(Work<T> work) {
    var course = new Course<T>();
    var _ = thread.submit(() -> run(course, work));
    return course;
  }

  private <T> void run(Course<T> course, Work<T> work) {
    try {
      boolean _ =
          wire.transaction(c -> {
            course.pid.complete(PairStore.pid(c));
            course.said.complete(work.on(c));
            if (!got(course.end)) {
              throw new RolledBack();
            }
            return true;
          });
    } catch (RolledBack _) {
      // As it was asked.
    } catch (SQLException | RuntimeException failure) {
      course.pid.completeExceptionally(failure);
      course.said.completeExceptionally(failure);
    }
    course.over.complete(true);
  }

  /// One transaction on its own.
  <T> T now(Work<T> work) throws SQLException {
    return wire.transaction(work::on);
  }

  private static <T> T got(CompletableFuture<T> future) {
    try {
      return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProofFailed("The proof was interrupted.", e);
    } catch (ExecutionException e) {
      throw new ProofFailed("The database refused: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new ProofFailed(
          "A session did not come to an end within %d s.".formatted(PATIENCE_SECONDS), e);
    }
  }

  @Override
  public void close() {
    thread.close();
    wire.close();
  }
}

package dev.meanwhile.proof.stream;

import dev.meanwhile.engine.Cursor;
import dev.meanwhile.proof.ProofFailed;
import dev.meanwhile.proof.http.Frames;
import dev.meanwhile.proof.http.Line;
import dev.meanwhile.proof.node.Pause;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// One live client. It cuts its own connection at places of chance and goes on with
/// `Last-Event-ID`.
final class Listener implements Runnable {
  private final int port;
  private final String path;
  private final long[] cutAfter;
  private final Random chance;
  private final CountDownLatch ready;
  private final @Nullable Fold fold;
  private final Positions seen = new Positions();
  private @Nullable Line line;
  private @Nullable Cursor from;
  private volatile @Nullable Cursor last;
  private volatile boolean stopped;
  private int cuts;
  private int cutsByNode;
  private int resets;

  /// @param cutAfter after how many events in all it cuts itself off, rising
  /// @param ready is counted down when the first snapshot is there
  /// @param fold keeps what a page would show; null to save the effort
  Listener(
      int port,
      String path,
      long[] cutAfter,
      Random chance,
      CountDownLatch ready,
      @Nullable Fold fold) {
    this.port = port;
    this.path = path;
    this.cutAfter = cutAfter;
    this.chance = chance;
    this.ready = ready;
    this.fold = fold;
  }

  @Override
  public void run() {
    while (!stopped) {
      try (var open = new Line(port)) {
        line = open;
        var position = last;
        listen(
            open,
            open.open(
                path,
                position == null
                    ? Map.of("Accept", "text/event-stream")
                    : Map.of("Accept", "text/event-stream", "Last-Event-ID", position.toString())));
      } catch (IOException _) {
        if (!stopped) {
          // The node closed it: a reader that is too slow is cut off and resumes.
          cutsByNode++;
          Pause.millis(20);
        }
      }
    }
  }

  private void listen(Line open, Frames frames) throws IOException {
    while (!stopped) {
      var frame = frames.next();
      switch (frame.event()) {
        case "snapshot" -> begin(frame);
        case "task" -> {
          var cursor = cursor(frame);
          seen.add(cursor);
          last = cursor;
          if (fold != null) {
            fold.change(frame.data());
          }
          if (cuts < cutAfter.length && seen.size() >= cutAfter[cuts]) {
            cuts++;
            open.cut();
            Pause.millis(chance.nextInt(200));
            return;
          }
        }
        case "reset" -> {
          if (!frame.id().isEmpty()) {
            throw new ProofFailed("A control frame carries the id %s (B15).".formatted(frame.id()));
          }
          resets++;
        }
        default -> throw new ProofFailed("The stream sent '%s'.".formatted(frame.event()));
      }
    }
  }

  private void begin(Frames.Frame frame) {
    var cursor = cursor(frame);
    if (from == null) {
      from = cursor;
      ready.countDown();
    } else {
      resets++;
    }
    last = cursor;
    if (fold != null) {
      fold.snapshot(frame.data());
    }
  }

  private static Cursor cursor(Frames.Frame frame) {
    var cursor = Cursor.parse(frame.id());
    if (cursor == null) {
      throw new ProofFailed("A frame came with '%s' as its id.".formatted(frame.id()));
    }
    return cursor;
  }

  void stop() {
    stopped = true;
    try {
      var open = line;
      if (open != null) {
        open.close();
      }
    } catch (IOException _) {
      // It is gone in any case.
    }
  }

  Positions seen() {
    return seen;
  }

  Cursor from() {
    if (from == null) {
      throw new IllegalStateException("There was no snapshot.");
    }
    return from;
  }

  @Nullable Cursor last() {
    return last;
  }

  @Nullable Fold fold() {
    return fold;
  }

  int cuts() {
    return cuts;
  }

  int cutsByNode() {
    return cutsByNode;
  }

  int resets() {
    return resets;
  }
}

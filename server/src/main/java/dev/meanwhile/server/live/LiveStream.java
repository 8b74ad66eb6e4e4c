package dev.meanwhile.server.live;

import dev.meanwhile.engine.Cursor;
import dev.meanwhile.engine.Json;
import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.TaskEvent;
import dev.meanwhile.server.json.TaskJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One reader's stream from its first frame to its end. Nothing is missed and nothing comes twice:
/// history is read up to the position of the seat in the hub, and the hub brings the rest.
final class LiveStream {
  // Whoever is further behind reads the present again instead of all that happened.
  private static final int LONGEST_WAY_BACK = 100_000;

  private final LiveHub hub;
  private final History history;
  private final Topic topic;
  private final Wire wire;
  private final Mailbox mailbox;
  private final Duration heartbeat;
  private final Map<UUID, Long> seen = new HashMap<>();
  private volatile @Nullable String farewell;

  LiveStream(
      LiveHub hub, History history, Topic topic, Wire wire, int mailbox, Duration heartbeat) {
    this.hub = hub;
    this.history = history;
    this.topic = topic;
    this.wire = wire;
    this.mailbox = new Mailbox(mailbox, wire::cut);
    this.heartbeat = heartbeat;
  }

  /// Ends the stream with a word of farewell, because the reader is signed in no more. Called
  /// again, it ends it whatever the reader is stuck in.
  ///
  /// @param why a sentence for the reader
  void expel(String why) {
    if (farewell != null) {
      mailbox.close();
    } else {
      farewell = why;
      mailbox.end();
    }
  }

  /// Serves the reader until it leaves, is cut off, or the server stops.
  ///
  /// @param resumeAfter the reader's last position, as it sent it; null for a fresh stream
  void serve(@Nullable String resumeAfter) throws IOException, InterruptedException {
    if (resumeAfter == null) {
      begin();
    } else {
      resume(resumeAfter);
    }
  }

  private void begin() throws IOException, InterruptedException {
    // The seat is taken before the tasks are read: what changes in between comes as an event, too,
    // and is recognised by its version.
    try (LiveHub.Seat seat = hub.join(topic, mailbox)) {
      List<Task> tasks = history.snapshot(topic);
      for (Task task : tasks) {
        seen.put(task.id(), task.version());
      }
      String cursor = seat.position().toString();
      var snapshot = new Snapshot(cursor, tasks.stream().map(TaskJson::of).toList());
      wire.send(Frames.OPENING);
      wire.send(Frames.event("snapshot", cursor, Json.write(snapshot)));
      follow(seat.position());
    }
  }

  private void resume(String text) throws IOException, InterruptedException {
    Cursor last = Cursor.parse(text.strip());
    if (last == null || !history.knows(last)) {
      reset("The position is not known here.");
      return;
    }
    wire.send(Frames.OPENING);
    // The long way without a seat, so that its mailbox does not fill meanwhile.
    Cursor start = last;
    int passed = 0;
    List<TaskEvent> page;
    do {
      page = history.after(last);
      last = send(page, last, null);
      passed += page.size();
      if (passed > LONGEST_WAY_BACK) {
        reset("Too much has happened since.");
        return;
      }
    } while (page.size() == History.PAGE);
    if (passed > History.PAGE && !history.knows(start)) {
      reset("Events were archived while they were read.");
      return;
    }
    try (LiveHub.Seat seat = hub.join(topic, mailbox)) {
      while (last.compareTo(seat.position()) < 0) {
        page = history.after(last);
        if (page.isEmpty()) {
          break;
        }
        last = send(page, last, seat.position());
      }
      follow(last);
    }
  }

  private void follow(Cursor from) throws IOException, InterruptedException {
    Cursor last = from;
    for (var changes = mailbox.take(heartbeat);
        changes != null;
        changes = mailbox.take(heartbeat)) {
      var bytes = new ByteArrayOutputStream();
      for (Change change : changes) {
        if (change.event().cursor().compareTo(last) > 0) {
          last = change.event().cursor();
          if (isNews(change.event())) {
            bytes.writeBytes(change.frame());
          }
        }
      }
      if (changes.isEmpty()) {
        wire.send(Frames.COMMENT);
      } else if (bytes.size() > 0) {
        wire.send(bytes.toByteArray());
      }
    }
    String why = farewell;
    if (why != null) {
      wire.send(Frames.control("session-expired", Json.write(Map.of("reason", why))));
    }
  }

  /// Sends the events of a page that concern the reader.
  ///
  /// @param end nothing after it: from there on the hub has them; null for no end
  /// @return the new position
  private Cursor send(List<TaskEvent> page, Cursor from, @Nullable Cursor end) throws IOException {
    Cursor last = from;
    var bytes = new ByteArrayOutputStream();
    for (TaskEvent event : page) {
      if (end != null && event.cursor().compareTo(end) > 0) {
        last = end;
        break;
      }
      last = event.cursor();
      if (topic.covers(event)) {
        bytes.writeBytes(new Change(event).frame());
      }
    }
    if (bytes.size() > 0) {
      wire.send(bytes.toByteArray());
    }
    return last;
  }

  /// Whether an event is not already part of the snapshot that was sent.
  private boolean isNews(TaskEvent event) {
    Long known = seen.get(event.taskId());
    if (known == null) {
      return true;
    }
    if (event.version() <= known) {
      return false;
    }
    seen.remove(event.taskId());
    return true;
  }

  private void reset(String reason) throws IOException {
    wire.send(Frames.control("reset", Json.write(Map.of("reason", reason))));
  }

  record Snapshot(String cursor, List<TaskJson> tasks) {}
}

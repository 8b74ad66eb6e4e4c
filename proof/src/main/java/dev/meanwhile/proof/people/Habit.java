package dev.meanwhile.proof.people;

import dev.meanwhile.proof.node.Pause;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What somebody does who is signed in and does nothing that counts.
interface Habit {

  /// Does it once, as somebody who has to be in.
  ///
  /// @return what was wrong; null when they were in
  @Nullable String within();

  /// Does it once more, after the time is up.
  ///
  /// @param farewell what they have to be told
  /// @return what was wrong; null when they were out
  @Nullable String after(String farewell);

  /// @return what was wrong; null when the visitor is in
  static @Nullable String in(Visitor visitor, String... headers) {
    Reply reply = visitor.get("/api/me", headers);
    return reply.status() == 200 ? null : "was out too early: " + reply.text();
  }

  /// @return what was wrong; null when the visitor is out, and knows why
  static @Nullable String out(Visitor visitor, String farewell, String... headers) {
    Reply reply = visitor.get("/api/me", headers);
    if (reply.status() != 401) {
      return "was still in: %d".formatted(reply.status());
    }
    return reply.problem().equals("session-expired") && reply.detail().equals(farewell)
        ? null
        : "was not told why: " + reply.text();
  }

  /// Asks for news all the time.
  record Polling(Visitor visitor) implements Habit {
    @Override
    public @Nullable String within() {
      for (int i = 0; i < 3; i++) {
        String fault = in(visitor);
        visitor.get("/api/session");
        visitor.get("/api/tasks");
        visitor.get("/api/tasks/counts");
        if (fault != null) {
          return fault;
        }
      }
      return null;
    }

    @Override
    public @Nullable String after(String farewell) {
      return out(visitor, farewell);
    }
  }

  /// Has a live stream open. Drivers and clients get none; they are refused it each time.
  final class Listening implements Habit {
    private final Visitor visitor;
    private final @Nullable InputStream stream;
    private volatile @Nullable String last;
    private volatile boolean ended;

    Listening(Visitor visitor) {
      this.visitor = visitor;
      stream = visitor.open("/api/live");
      if (stream != null) {
        Thread.ofVirtual().name("listening").start(() -> read(stream));
      }
    }

    private void read(InputStream in) {
      try (var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
        String event = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.startsWith("event:")) {
            event = line.substring(6).strip();
          } else if (line.startsWith("data:")) {
            last = event + " " + line.substring(5).strip();
          }
        }
      } catch (IOException e) {
        last = e.toString();
      }
      ended = true;
    }

    @Override
    public @Nullable String within() {
      if (stream == null) {
        Reply refused = visitor.get("/api/live");
        return refused.status() == 403 ? in(visitor) : "was out too early: " + refused.text();
      }
      return ended ? "the stream ended too early: " + last : null;
    }

    @Override
    public @Nullable String after(String farewell) {
      if (stream != null) {
        // The node looks every two seconds.
        for (int i = 0; i < 80 && !ended; i++) {
          Pause.millis(100);
        }
        String said = String.valueOf(last);
        if (!ended) {
          return "the stream was still open after 8 s";
        }
        if (!said.startsWith("session-expired ") || !said.contains(farewell)) {
          return "the stream ended without its farewell: " + said;
        }
      }
      return out(visitor, farewell);
    }
  }

  /// Gets new tokens all the time.
  final class Refreshing implements Habit {
    private final Visitor visitor;
    private String access = "";
    private String refresh;

    Refreshing(Visitor visitor, String username) {
      this.visitor = visitor;
      var tokens =
          visitor
              .post("/api/tokens", Map.of("username", username, "password", House.PASSWORD))
              .json(200);
      access = tokens.get("access_token").asString();
      refresh = tokens.get("refresh_token").asString();
    }

    @Override
    public @Nullable String within() {
      Reply reply = visitor.post("/refresh", Map.of("refresh_token", refresh));
      if (reply.status() != 200) {
        return "was not given new tokens: " + reply.text();
      }
      access = reply.json(200).get("access_token").asString();
      refresh = reply.json(200).get("refresh_token").asString();
      return in(visitor, "Authorization", "Bearer " + access);
    }

    @Override
    public @Nullable String after(String farewell) {
      Reply reply = visitor.post("/refresh", Map.of("refresh_token", refresh));
      if (reply.status() != 401 || !reply.detail().equals(farewell)) {
        return "was given new tokens: %d %s".formatted(reply.status(), reply.problem());
      }
      Reply me = visitor.get("/api/me", "Authorization", "Bearer " + access);
      return me.status() == 401 ? null : "was still in with the last token: " + me.status();
    }
  }

  /// Says in every way but the right one that they have just been here, and afterwards in the right
  /// one, too.
  record Tampering(Visitor visitor) implements Habit {
    public Tampering {
      visitor
          .plant("rrts_last_activity", "99999999999999")
          .plant("meanwhile_last_activity", "99999999999999")
          .saying("X-Last-Activity", "now")
          .saying("Meanwhile-Last-Activity", "9999-12-31T23:59:59Z")
          .saying("X-Meanwhile-Activity", "1");
    }

    @Override
    public @Nullable String within() {
      visitor.post("/api/session/activity?last_activity=99999999999999", Map.of());
      visitor.post("/api/session", Map.of("last_activity", "9999-12-31T23:59:59Z"));
      visitor.send("PUT", "/api/me", Map.of("last_activity", "9999-12-31T23:59:59Z"));
      return in(visitor);
    }

    @Override
    public @Nullable String after(String farewell) {
      visitor.post("/api/session/activity", Map.of(), "Meanwhile-Activity", "1");
      visitor.get("/api/me", "Meanwhile-Activity", "1");
      return out(visitor, farewell);
    }
  }

  /// Lives in another time: a day late or early, and the node itself has another one than the
  /// database.
  final class Skewed implements Habit {
    private final Visitor visitor;
    private final Refreshing program;

    Skewed(Visitor visitor, String username, boolean late) {
      String date = late ? "Mon, 01 Jan 2001 00:00:00 GMT" : "Fri, 31 Dec 2100 23:59:59 GMT";
      this.visitor = visitor.saying("Date", date).saying("If-Modified-Since", date);
      program = new Refreshing(visitor, username);
    }

    @Override
    public @Nullable String within() {
      String fault = in(visitor);
      return fault == null ? program.within() : fault;
    }

    @Override
    public @Nullable String after(String farewell) {
      String fault = out(visitor, farewell);
      return fault == null ? program.after(farewell) : fault;
    }
  }

  /// Does something that counts, all the time.
  record Busy(Visitor visitor) implements Habit {
    @Override
    public @Nullable String within() {
      return in(visitor, "Meanwhile-Activity", "1");
    }

    @Override
    public @Nullable String after(String farewell) {
      return out(visitor, farewell, "Meanwhile-Activity", "1");
    }
  }
}

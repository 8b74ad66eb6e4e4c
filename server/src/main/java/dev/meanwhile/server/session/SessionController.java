package dev.meanwhile.server.session;

import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.people.Accounts;
import dev.meanwhile.server.people.DemoPeople;
import dev.meanwhile.server.problem.Refusals;
import dev.meanwhile.server.settings.Settings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// The session of the browser that asks: begin, look at, keep alive, end.
@RestController
class SessionController {
  private static final int WARNING_SECONDS = 120;

  private final SignIn signIn;
  private final SignedIn signedIn;
  private final Accounts accounts;
  private final boolean demo;

  SessionController(SignIn signIn, SignedIn signedIn, Accounts accounts, Settings settings) {
    this.signIn = signIn;
    this.signedIn = signedIn;
    this.accounts = accounts;
    this.demo = settings.demo();
  }

  /// Looking at it is no activity.
  @GetMapping("/api/session")
  State state(HttpServletRequest request) {
    Session session = signedIn.session(request);
    if (session != null && session.ended() == null) {
      return State.of(session, people());
    }
    String farewell = session == null ? null : Farewell.words(String.valueOf(session.ended()));
    boolean sandra = demo && session == null;
    return new State(
        sandra,
        sandra ? Person.of(DemoPeople.SANDRA) : null,
        null,
        null,
        null,
        null,
        WARNING_SECONDS,
        farewell,
        !demo && accounts.needSetUp(),
        people());
  }

  @PostMapping("/api/session")
  ResponseEntity<Void> enter(
      @RequestBody Words words, HttpServletRequest request, HttpServletResponse response) {
    if (words.username() == null || words.password() == null) {
      throw Refusals.badBody("missing-field", "'username' and 'password' are needed.");
    }
    signIn.enter(words.username(), words.password(), request, response);
    return ResponseEntity.noContent().build();
  }

  @PostMapping("/api/session/demo")
  ResponseEntity<Void> enterDemo(
      @RequestBody Words words, HttpServletRequest request, HttpServletResponse response) {
    signIn.enterDemo(String.valueOf(words.username()), request, response);
    return ResponseEntity.noContent().build();
  }

  /// "I am still here": counts as activity when it carries the mark, like everything else.
  @PostMapping("/api/session/activity")
  State keep(HttpServletRequest request, Caller caller) {
    return state(request);
  }

  @DeleteMapping("/api/session")
  ResponseEntity<Void> leave(HttpServletRequest request, HttpServletResponse response) {
    signIn.leave(request, response);
    return ResponseEntity.noContent().build();
  }

  private List<Person> people() {
    return demo ? DemoPeople.ALL.stream().map(Person::of).toList() : List.of();
  }

  record Words(@Nullable String username, @Nullable String password) {
    @Override
    public String toString() {
      return "Words[…]";
    }
  }

  record Person(UUID id, String username, String fullName, String role) {
    static Person of(Caller caller) {
      return new Person(caller.id(), caller.username(), caller.fullName(), caller.role().text());
    }
  }

  /// @param idleLeft seconds; null when no session is kept
  /// @param warning how many seconds before its end to warn
  /// @param farewell why an earlier session ended
  /// @param demo the people one can be with one click; empty outside a demo
  record State(
      boolean signedIn,
      @Nullable Person user,
      @Nullable UUID id,
      @Nullable Integer idleLimit,
      @Nullable Integer idleLeft,
      @Nullable Integer totalLeft,
      int warning,
      @Nullable String farewell,
      boolean setupNeeded,
      List<Person> demo) {
    static State of(Session session, List<Person> demo) {
      return new State(
          true,
          Person.of(session.caller()),
          session.id(),
          session.idleLimit(),
          session.idleLeft(),
          session.totalLeft(),
          WARNING_SECONDS,
          null,
          false,
          demo);
    }
  }
}

package dev.meanwhile.server.session;

import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.access.Credential;
import dev.meanwhile.server.problem.Refusals;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// All browsers in which one is signed in.
@RestController
class SessionsController {
  private static final String ELSEWHERE = "signed_out_elsewhere";

  private final Sessions sessions;
  private final TransactionTemplate transaction;

  SessionsController(Sessions sessions, TransactionTemplate transaction) {
    this.sessions = sessions;
    this.transaction = transaction;
  }

  @GetMapping("/api/sessions")
  All all(Caller caller) {
    return new All(
        sessions.of(caller.id()).stream().map(one -> One.of(one, current(caller))).toList());
  }

  /// All but the one that asks.
  @DeleteMapping("/api/sessions")
  ResponseEntity<Void> endOthers(Caller caller) {
    transaction.executeWithoutResult(
        _ -> sessions.everywhere(caller.id(), ELSEWHERE, current(caller)));
    return ResponseEntity.noContent().build();
  }

  @DeleteMapping("/api/sessions/{id}")
  ResponseEntity<Void> end(@PathVariable UUID id, Caller caller) {
    transaction.executeWithoutResult(_ -> {
      if (!sessions.end(id, caller.id(), ELSEWHERE)) {
        throw Refusals.notFound("The session");
      }
    });
    return ResponseEntity.noContent().build();
  }

  private static @Nullable UUID current(Caller caller) {
    Credential shown = caller.credential();
    return shown.kind() == Credential.Kind.SESSION ? shown.id() : null;
  }

  record All(List<One> items) {}

  record One(
      UUID id,
      Instant createdAt,
      Instant lastActivity,
      String address,
      String agent,
      boolean current) {
    static One of(Session session, @Nullable UUID current) {
      return new One(
          session.id(),
          session.createdAt(),
          session.lastActivity(),
          session.address(),
          session.agent(),
          session.id().equals(current));
    }
  }
}

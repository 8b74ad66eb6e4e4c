package dev.meanwhile.server.audit;

import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.access.Resource;
import dev.meanwhile.server.problem.Refusals;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The audit log to read: everybody's for supervisors, one's own for the others.
@RestController
class AuditController {
  private static final int MOST = 200;

  private final Audit audit;

  AuditController(Audit audit) {
    this.audit = audit;
  }

  @GetMapping("/api/audit")
  Page list(
      @RequestParam(name = "user", required = false) @Nullable UUID user,
      @RequestParam(name = "action", required = false) @Nullable String action,
      @RequestParam(name = "entity", required = false) @Nullable String entity,
      @RequestParam(name = "since", required = false) @Nullable Instant since,
      @RequestParam(name = "until", required = false) @Nullable Instant until,
      @RequestParam(name = "before", required = false) @Nullable UUID before,
      @RequestParam(name = "limit", defaultValue = "50") int limit,
      Caller caller) {
    if (limit < 1 || limit > MOST) {
      throw Refusals.badParameter("?limit", "'limit' goes from 1 to %d.".formatted(MOST));
    }
    UUID only = caller.visibleTo(Resource.AUDIT);
    if (only != null && user != null && !only.equals(user)) {
      return new Page(List.of(), null);
    }
    String[] thing = entity == null || entity.isBlank() ? new String[2] : thing(entity);
    List<AuditEntry> found =
        audit.find(
            new AuditQuery(
                only == null ? user : only,
                action == null || action.isBlank() ? null : action,
                thing[0],
                thing[1],
                since,
                until,
                before,
                limit + 1));
    List<AuditEntry> page = found.subList(0, Math.min(limit, found.size()));
    return new Page(page, found.size() > limit ? page.getLast().id() : null);
  }

  /// One line, with the tasks it is about or that came of it.
  @GetMapping("/api/audit/{id}")
  Chain one(@PathVariable UUID id, Caller caller) {
    Chain chain = audit.chain(id, caller.visibleTo());
    UUID only = caller.visibleTo(Resource.AUDIT);
    if (chain == null || (only != null && !only.equals(chain.entry().userId()))) {
      throw Refusals.notFound("The entry");
    }
    return chain;
  }

  /// `user` for all of a kind, `user:0190…` for one.
  private static @Nullable String[] thing(String entity) {
    String[] parts = entity.split(":", 2);
    return new @Nullable String[] {parts[0], parts.length == 2 ? parts[1] : null};
  }

  record Page(List<AuditEntry> items, @Nullable UUID nextBefore) {}
}

package dev.meanwhile.server.audit;

import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.problem.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// Writes down who did what. Call it inside the transaction of the change, so that there is never
/// one without the other.
@Component
public class Audit {
  private static final int LONGEST_AGENT = 300;

  private final AuditStore store;

  Audit(AuditStore store) {
    this.store = store;
  }

  /// An id for a line that is yet to be written, for whatever has to point at it.
  public UUID nextId() {
    return store.nextId();
  }

  /// @return the line's id
  public UUID record(Caller caller, Deed deed) {
    return record(store.nextId(), caller.id(), caller.fullName(), deed);
  }

  public void record(UUID id, Caller caller, Deed deed) {
    record(id, caller.id(), caller.fullName(), deed);
  }

  /// For those who have an account but are not signed in yet, or have no account at all.
  public UUID record(UUID id, @Nullable UUID user, String name, Deed deed) {
    HttpServletRequest request = request();
    store.insert(
        id,
        deed,
        user,
        name,
        request == null ? null : request.getRemoteAddr(),
        request == null ? null : agent(request),
        request == null ? null : RequestId.of(request));
    return id;
  }

  List<AuditEntry> find(AuditQuery query) {
    return store.find(query);
  }

  private static @Nullable HttpServletRequest request() {
    return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes known
        ? known.getRequest()
        : null;
  }

  private static @Nullable String agent(HttpServletRequest request) {
    String agent = request.getHeader("User-Agent");
    return agent == null
        ? null
        : agent.substring(0, Math.min(agent.length(), LONGEST_AGENT)).replaceAll("\\p{Cntrl}", "?");
  }
}

package dev.meanwhile.proof.access;

import dev.meanwhile.proof.http.Answer;
import dev.meanwhile.proof.http.Line;
import dev.meanwhile.server.access.Action;
import dev.meanwhile.server.access.Endpoints;
import dev.meanwhile.server.access.Relation;
import dev.meanwhile.server.access.Resource;
import dev.meanwhile.server.access.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Every endpoint, asked by everybody about everything, over HTTP.
final class Requests {
  private static final List<Whose> LIVE = List.of(Whose.OWN, Whose.OTHERS);

  private final StageStore stage;
  private final Cast cast;
  private final int port;

  Requests(StageStore stage, Cast cast, int port) {
    this.stage = stage;
    this.cast = cast;
    this.port = port;
  }

  /// All cells of an endpoint.
  void ask(Endpoint endpoint, Row row, Law law, Verdicts verdicts)
      throws IOException, SQLException {
    for (Role role : Stream.concat(Stream.of(Role.values()), Stream.of((Role) null)).toList()) {
      for (Whose whose : kinds(endpoint, row, role, law)) {
        ask(endpoint, row, role, whose, law, verdicts);
      }
    }
  }

  private static List<Whose> kinds(Endpoint endpoint, Row row, @Nullable Role role, Law law) {
    if (row.thing() == Thing.NOTHING) {
      return List.of(Whose.OWN);
    }
    if (row.thing().isTask()) {
      return List.of(Whose.values());
    }
    boolean oneself = row.thing() == Thing.PERSON && relation(endpoint, role, law) == Relation.ANY;
    return oneself ? List.of(Whose.OTHERS) : LIVE;
  }

  private void ask(
      Endpoint endpoint, Row row, @Nullable Role role, Whose whose, Law law, Verdicts verdicts)
      throws IOException, SQLException {
    UUID id = cast.thing(row.thing(), cast.owner(role, whose), whose.archived());
    stage.paused(row.held());
    String cookie = role == null ? null : cast.cookie(role);
    String before = stage.look();
    int status = send(endpoint, row, id, cookie);
    boolean untouched = before.equals(stage.look());
    int expected = expected(endpoint, row, role, whose, law);
    boolean refused = expected >= 400;
    verdicts.judge(
        status == expected && (untouched || !refused),
        "%s by %s about %s: %d instead of %d%s"
            .formatted(
                endpoint,
                role == null ? "nobody" : role.text(),
                row.thing() == Thing.NOTHING ? "nothing" : whose,
                status,
                expected,
                refused && !untouched ? ", and something has changed" : ""));
  }

  private static Relation relation(Endpoint endpoint, @Nullable Role role, Law law) {
    Resource resource = Objects.requireNonNull(Endpoints.resource(endpoint.pattern()));
    Action action =
        Endpoints.onlyReads(endpoint.pattern()) ? Action.READ : Action.of(endpoint.method());
    return role == null ? Relation.NONE : law.of(role, resource, action);
  }

  private static int expected(
      Endpoint endpoint, Row row, @Nullable Role role, Whose whose, Law law) {
    if (Endpoints.isOpen(endpoint.pattern())) {
      return row.good();
    }
    if (role == null) {
      return 401;
    }
    Relation relation = relation(endpoint, role, law);
    if (relation == Relation.NONE || (row.forAll() && relation != Relation.ANY)) {
      return 403;
    }
    if (row.thing() != Thing.NOTHING && !whose.own() && relation != Relation.ANY) {
      return 404;
    }
    return whose.archived() ? row.archived() : row.good();
  }

  private int send(Endpoint endpoint, Row row, UUID id, @Nullable String cookie)
      throws IOException {
    String address = row.address().replace("{id}", id.toString());
    String body =
        row.body()
            .replace("{id}", id.toString())
            .replace("{unique}", Integer.toString(cast.next()));
    var headers = new LinkedHashMap<String, String>();
    if (cookie != null) {
      headers.put("Cookie", cookie);
    }
    if (!body.isEmpty()) {
      headers.put("Content-Type", body.startsWith("{") ? "application/json" : "text/csv");
    }
    try (var line = new Line(port)) {
      // The live stream has no end; how it begins is enough.
      return endpoint.pattern().equals("/api/live")
          ? line.begin(address, headers)
          : line.ask(endpoint.method(), address, headers, body.getBytes(StandardCharsets.UTF_8))
              .status();
    }
  }

  /// What a list shows.
  Answer list(Role role, String address) throws IOException, SQLException {
    try (var line = new Line(port)) {
      return line.ask(
          "GET",
          address,
          new LinkedHashMap<>(java.util.Map.of("Cookie", cast.cookie(role))),
          new byte[0]);
    }
  }
}

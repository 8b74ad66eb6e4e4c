package dev.meanwhile.proof.access;

import dev.meanwhile.postgres.LocalPostgres;
import dev.meanwhile.proof.Options;
import dev.meanwhile.proof.Tally;
import dev.meanwhile.proof.node.NodeProcess;
import dev.meanwhile.proof.node.Premises;
import dev.meanwhile.server.access.Action;
import dev.meanwhile.server.access.Permissions;
import dev.meanwhile.server.access.Relation;
import dev.meanwhile.server.access.Resource;
import dev.meanwhile.server.access.Role;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// `prove access`: every endpoint by every role about everybody's things, and every table under row
/// security. What must come back is computed from the table of permissions, not written down.
public final class Access {
  private static final String DATABASE = "meanwhile";
  private static final int MOST_NAMED = 25;
  private static final Law LAW = Permissions::relation;

  private final Tally tally;
  private final Premises premises = Premises.of("access");

  public Access(Tally tally, Options options) {
    this.tally = tally;
    options.end();
  }

  public void run() throws IOException, SQLException {
    try (var postgres = LocalPostgres.start(premises.file("postgres"))) {
      postgres.createDatabase(DATABASE);
      try (var node =
          NodeProcess.start(
              premises,
              premises.jar("proof"),
              List.of("node"),
              postgres,
              DATABASE,
              Map.of(
                  "MEANWHILE_DEMO", "false",
                  "MEANWHILE_WORKER", "false",
                  "MEANWHILE_DATABASE_WALL", "required"))) {
        var stage = new StageStore(postgres.dataSource(DATABASE));
        var cast = new Cast(stage, premises.file("node").resolve("uploads"));
        endpoints(new Requests(stage, cast, node.port()), cast);
        tables(stage, cast);
      }
    }
    premises.remove();
  }

  private void endpoints(Requests requests, Cast cast) throws IOException, SQLException {
    var all = Endpoint.all();
    var bare = all.stream().filter(one -> Matrix.of(one) == null).toList();
    tally.check(
        bare.isEmpty() && Matrix.idle(all).isEmpty() && all.size() > 70,
        "%d endpoints, each with a row%s%s"
            .formatted(
                all.size(),
                bare.isEmpty() ? "" : ", but not " + bare,
                Matrix.idle(all).isEmpty() ? "" : ", and rows of none: " + Matrix.idle(all)));
    var verdicts = new Verdicts();
    for (Endpoint one : all) {
      Row row = Matrix.of(one);
      if (row != null) {
        requests.ask(one, row, LAW, verdicts);
      }
    }
    tell(
        "endpoint x (5 roles, nobody) x (own, others', archived) over HTTP; refusals changed nothing",
        verdicts);
    var lists = new Verdicts();
    for (Lists one : Lists.values()) {
      one.judge(requests, cast, LAW, lists);
    }
    tell("list x role: one's own there, others' only for those who reach everybody's", lists);
    plant(requests);
  }

  /// A proof that cannot fail proves nothing.
  private void plant(Requests requests) throws IOException, SQLException {
    found(
        requests,
        "GET",
        "/api/users",
        LAW.but(Role.DRIVER, Resource.USERS, Action.READ, Relation.ANY));
    found(
        requests,
        "GET",
        "/api/tasks/{id}",
        LAW.but(Role.BOOKING_AGENT, Resource.TASKS, Action.READ, Relation.ANY));
    found(
        requests,
        "POST",
        "/api/types/{type}/pause",
        LAW.but(Role.SUPERVISOR, Resource.HOUSE, Action.CHANGE, Relation.NONE));
  }

  private void found(Requests requests, String method, String pattern, Law planted)
      throws IOException, SQLException {
    var verdicts = new Verdicts();
    var endpoint = new Endpoint(method, pattern);
    requests.ask(endpoint, Objects.requireNonNull(Matrix.of(endpoint)), planted, verdicts);
    tally.check(
        !verdicts.wrong().isEmpty(),
        "a planted mistake is found: "
            + (verdicts.wrong().isEmpty() ? endpoint : verdicts.wrong().getFirst()));
  }

  private void tables(StageStore stage, Cast cast) throws IOException, SQLException {
    for (Role role : Role.values()) {
      for (Whose whose : List.of(Whose.OWN, Whose.OTHERS)) {
        fill(stage, cast, role, whose);
      }
    }
    var tables = stage.tables();
    var unwalled = stage.unwalled();
    tally.check(
        unwalled.isEmpty() && tables.containsAll(Place.names()),
        "%d tables, each with forced row security%s"
            .formatted(tables.size(), unwalled.isEmpty() ? "" : ", but not " + unwalled));
    var verdicts = new Verdicts();
    for (String table : tables) {
      new Tables(stage, cast, false).judge(table, LAW, verdicts);
    }
    tell("table x (5 roles, nobody) x (own, others') x statement under row security", verdicts);
    var planted = new Verdicts();
    new Tables(stage, cast, true).judge("uploads", LAW, planted);
    tally.check(
        !planted.wrong().isEmpty(),
        "a wall taken down is found: "
            + (planted.wrong().isEmpty() ? "uploads" : planted.wrong().getFirst()));
  }

  private static void fill(StageStore stage, Cast cast, Role role, Whose whose)
      throws IOException, SQLException {
    var owner = cast.owner(role, whose);
    for (Thing thing :
        List.of(
            Thing.WAITING,
            Thing.FAILED,
            Thing.IMPORT,
            Thing.UPLOAD,
            Thing.SESSION,
            Thing.KEY,
            Thing.ENTRY)) {
      cast.thing(thing, owner, false);
    }
    stage.thing(owner, "word");
    stage.thing(owner, "desk");
  }

  private void tell(String what, Verdicts verdicts) {
    verdicts.wrong().stream().limit(MOST_NAMED).forEach(cell -> tally.say("wrong: " + cell));
    tally.check(
        verdicts.wrong().isEmpty() && verdicts.cells() > 0,
        "%,d cells, %d wrong: %s".formatted(verdicts.cells(), verdicts.wrong().size(), what));
  }
}

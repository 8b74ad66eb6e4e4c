package dev.meanwhile.proof.security;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// People who want what is not theirs: rows of others, rights of others, sessions of others.
final class Intruders implements Trial {
  private static final List<String> STRANGERS = List.of("agent2", "driver", "client", "nobody");

  @Override
  public void run(House house, Count count) throws SQLException {
    othersRows(house, count);
    rights(house, count);
    fixation(house, count);
  }

  private static void othersRows(House house, Count count) throws SQLException {
    String before = state(house);
    for (String person : STRANGERS) {
      Guest guest = guest(house, person);
      for (var address : Routes.READ_ONE) {
        String path = address.getValue().formatted(house.row(address.getKey()));
        Reply reply = guest.get(path);
        count.one(
            Threat.T5,
            closed(reply, person) && silent(guest, address.getValue(), reply),
            "%s GET %s: %d".formatted(person, path, reply.status()));
      }
      for (var change : Routes.CHANGE_ONE) {
        UUID row = house.row(change.getKey());
        String path = change.getValue().path().formatted(row);
        var headers = Map.of("Content-Type", "application/json");
        String body = dev.meanwhile.engine.Json.write(filled(change.getValue().example(), row));
        Reply reply = guest.send(change.getValue().method(), path, headers, body);
        count.one(
            Threat.T5,
            closed(reply, person),
            "%s %s %s: %d".formatted(person, change.getValue().method(), path, reply.status()));
      }
      for (String query : List.of("user=%s", "entity=user:%s")) {
        Reply reply = guest.get("/api/audit?" + query.formatted(house.row("user")));
        boolean none =
            reply.refused() || (reply.status() == 200 && reply.body().contains("\"items\":[]"));
        count.one(Threat.T5, none, "%s reads the audit log of another".formatted(person));
      }
      for (String list :
          List.of("/api/tasks?limit=200", "/get-failed-tasks", "/api/keys", "/api/sessions")) {
        Reply reply = guest.send(list.startsWith("/get") ? "POST" : "GET", list, Map.of(), "");
        boolean none =
            house.rows().entrySet().stream()
                .noneMatch(row ->
                    !row.getKey().equals("other")
                        && !row.getKey().equals(person)
                        && reply.body().contains(row.getValue().toString()));
        count.one(Threat.T5, none, "%s finds a row of another in %s".formatted(person, list));
      }
    }
    count.one(Threat.T5, before.equals(state(house)), "Something was changed.");
  }

  /// Nobody learns whether a row of others exists: the answer for one that does not is the same.
  private static boolean silent(Guest guest, String path, Reply reply) {
    Reply other = guest.get(path.formatted("019a0000-0000-7000-8000-00000000abcd"));
    return other.status() == reply.status()
        && withoutIds(other.body()).equals(withoutIds(reply.body()));
  }

  private static String withoutIds(String body) {
    return body.replaceAll("[0-9a-f-]{36}", "");
  }

  private static boolean closed(Reply reply, String person) {
    return switch (person) {
      case "nobody" -> reply.status() == 401;
      case "driver", "client" -> reply.status() == 403 || reply.status() == 404;
      default -> reply.status() == 404;
    };
  }

  private static void rights(House house, Count count) throws SQLException {
    String before = state(house);
    for (String person : List.of("agent1", "agent2", "driver", "client", "supervisor", "nobody")) {
      Guest guest = guest(house, person);
      for (Routes.Change change : Routes.ADMINISTRATION) {
        refused(Threat.T4, guest, person, change, house.row("user"), count);
      }
      if (!person.equals("supervisor")) {
        for (Routes.Change change : Routes.SUPERVISION) {
          refused(Threat.T4, guest, person, change, house.row("user"), count);
        }
      }
      for (String field : List.of("role", "roles", "is_admin", "capabilities", "id", "user_id")) {
        for (Routes.Change change :
            List.of(
                new Routes.Change(
                    "PUT", "/api/me", Map.of("full_name", "M", "email", "m@desk.example")),
                new Routes.Change(
                    "POST",
                    "/update-user-profile",
                    Map.of("fullName", "M", "email", "m@desk.example")))) {
          var body = new LinkedHashMap<String, Object>(change.example());
          body.put(field, "admin");
          refused(
              Threat.T4,
              guest,
              person,
              new Routes.Change(change.method(), change.path(), body),
              house.row("user"),
              count);
        }
      }
    }
    Guest admin = house.as("admin");
    Reply demoted =
        admin.put("/api/users/" + house.row("admin"), Map.of("full_name", "Ada", "role", "client"));
    count.one(
        Threat.T4, demoted.status() == 409, "The last administrator went: " + demoted.status());
    Reply disabled = admin.post("/api/users/" + house.row("admin") + "/disabling", Map.of());
    count.one(
        Threat.T4,
        disabled.status() == 409,
        "The last administrator was disabled: " + disabled.status());
    count.one(Threat.T4, before.equals(state(house)), "An account was changed.");
  }

  private static void refused(
      Threat threat, Guest guest, String person, Routes.Change change, UUID row, Count count) {
    String path = change.path().formatted(row);
    Reply reply =
        guest.send(
            change.method(),
            path,
            Map.of("Content-Type", "application/json"),
            change.example().isEmpty() && change.method().equals("GET")
                ? ""
                : dev.meanwhile.engine.Json.write(change.example()));
    count.one(
        threat,
        reply.refused(),
        "%s %s %s: %d".formatted(person, change.method(), path, reply.status()));
  }

  private static void fixation(House house, Count count) {
    for (int i = 0; i < 5; i++) {
      String planted = "meanwhile_session=planted" + house.chance().nextInt(1_000_000);
      Guest victim = house.nobody().as(planted);
      Reply entered = House.enter(victim, "agent1", House.PASSWORD);
      String given = House.cookies(entered);
      count.one(
          Threat.T2, !given.isEmpty() && !given.contains(planted), "A planted cookie was adopted.");
      count.one(Threat.T2, victim.get("/api/me").status() == 401, "A planted cookie is signed in.");
      Guest signedIn = house.nobody().as(given);
      String again = House.cookies(House.enter(signedIn, "agent1", House.PASSWORD));
      count.one(
          Threat.T2,
          !again.isEmpty() && !again.split(";", 2)[0].equals(given.split(";", 2)[0]),
          "The session stayed the same.");
      Guest leaving = house.nobody().as(again);
      Reply left = leaving.delete("/api/session");
      count.one(
          Threat.T2,
          left.status() == 204 && leaving.get("/api/me").status() == 401,
          "A session outlives its end.");
    }
  }

  private static Map<String, Object> filled(Map<String, ?> example, UUID row) {
    var body = new LinkedHashMap<String, Object>();
    example.forEach((name, value) -> body.put(name, value.equals("%s") ? row : value));
    return body;
  }

  private static Guest guest(House house, String person) {
    return person.equals("nobody") ? house.nobody() : house.as(person);
  }

  private static String state(House house) throws SQLException {
    return house.database() == null ? "" : new SecurityStore(house.database()).state();
  }
}

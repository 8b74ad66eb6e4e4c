package dev.meanwhile.proof.security;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What holds for every answer and for the audit log.
final class Manners implements Trial {
  private static final Pattern LINK =
      Pattern.compile("(?:src|href|action)=[\"']?([^\"'\\s>]+)|url\\(([^)]+)\\)");

  private static final List<String> TAMPERING =
      List.of(
          "update meanwhile.audit_logs set user_name = 'somebody else'",
          "update meanwhile.audit_logs set details = '{}' where id = ?",
          "delete from meanwhile.audit_logs",
          "delete from meanwhile.audit_logs where id = ?",
          "truncate meanwhile.audit_logs",
          "insert into meanwhile.audit_logs (id, action, entity_type, entity_id, user_name) values (?, 'x', 'x', 'x', 'x')"
              + " on conflict (id) do update set action = 'x'",
          "merge into meanwhile.audit_logs a using (select 1) s on true when matched then delete");

  @Override
  public void run(House house, Count count) throws SQLException {
    for (String person : List.of("nobody", "agent1", "admin")) {
      Guest guest = person.equals("nobody") ? house.nobody() : house.as(person);
      for (String path : Routes.EVERYWHERE) {
        for (String method : List.of("GET", "HEAD", "POST", "DELETE", "OPTIONS")) {
          if (method.equals("DELETE") && path.startsWith("/api/session")) {
            continue; // it would sign us out
          }
          Reply reply = guest.send(method, path, Map.of(), "");
          count.one(Threat.T30, proper(reply, path), "%s %s %s".formatted(person, method, path));
        }
      }
    }
    elsewhere(house, count);
    if (house.database() == null) {
      count.one(Threat.T31, false, "There is no database that would refuse.");
      return;
    }
    var store = new SecurityStore(house.database());
    UUID entry = house.row("audit");
    TAMPERING.forEach(sql -> count.one(Threat.T31, !store.carriesOut(sql, entry), sql));
    for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
      for (String path : List.of("/api/audit", "/api/audit/" + entry)) {
        Reply reply =
            house.as("admin").send(method, path, Map.of("Content-Type", "application/json"), "{}");
        count.one(Threat.T31, reply.refused(), method + " " + path + ": " + reply.status());
      }
    }
  }

  static boolean proper(Reply reply, String path) {
    String policy = reply.header("Content-Security-Policy");
    boolean api = path.startsWith("/api") || path.startsWith("/get-");
    String cache = reply.header("Cache-Control");
    return policy != null
        && policy.contains("default-src 'none'")
        && policy.contains("frame-ancestors")
        && policy.contains("base-uri 'none'")
        && !policy.contains("unsafe-")
        && "nosniff".equals(reply.header("X-Content-Type-Options"))
        && reply.header("Referrer-Policy") != null
        && "same-origin".equals(reply.header("Cross-Origin-Opener-Policy"))
        && reply.header("X-Request-Id") != null
        && (!api || (cache != null && cache.contains("no-store")));
  }

  /// The pages and what they load, one step deep.
  private static void elsewhere(House house, Count count) {
    Reply page = house.nobody().get("/");
    Matcher links = LINK.matcher(page.body());
    int found = 0;
    while (links.find()) {
      found++;
      String link = links.group(1) == null ? links.group(2) : links.group(1);
      boolean ours =
          (link.startsWith("/") && !link.startsWith("//"))
              || link.startsWith("#")
              || link.startsWith("data:");
      count.one(Threat.T29, ours, "The page loads " + link);
      if (ours && link.startsWith("/")) {
        String text = house.nobody().get(link).body();
        Matcher imports =
            Pattern.compile("(?:import\\s*\\(?|from|url\\()\\s*[\"'(](https?:)?//").matcher(text);
        count.one(Threat.T29, !imports.find(), link + " loads from elsewhere");
      }
    }
    count.one(Threat.T29, found > 0, "No page was found.");
  }
}

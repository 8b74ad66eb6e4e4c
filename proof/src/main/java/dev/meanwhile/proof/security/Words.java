package dev.meanwhile.proof.security;

import dev.meanwhile.engine.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Words that would rather be something else: SQL, patterns, paths.
final class Words implements Trial {
  static final List<String> SQL =
      List.of(
          "'",
          "''",
          "\"",
          "`",
          "\\'",
          "';--",
          "' or '1'='1",
          "' or 1=1--",
          "\" or \"\"=\"",
          "1 or 1=1",
          "') or ('1'='1",
          "1; drop table meanwhile.tasks",
          "'; drop table meanwhile.tasks; --",
          "' union select null--",
          "' union select username, password_hash from meanwhile.users--",
          "1) union select 1,2,3--",
          "admin'--",
          "'||pg_sleep(6)||'",
          "1;select pg_sleep(6)",
          "'; select pg_sleep(6)--",
          "' and (select pg_sleep(6)) is null--",
          "(select pg_sleep(6))",
          "$$;select pg_sleep(6);$$",
          "'::text;select pg_sleep(6)--",
          "%27%20or%201=1--",
          "\u02bc or 1=1--",
          "\uff07 or 1=1--",
          "0x27",
          "chr(39)||'x'",
          "{\"$ne\": null}",
          "*/ or 1=1 /*",
          "id desc; --",
          "created_at,(select 1)",
          "case when 1=1 then id else created_at end",
          "1::int",
          "null",
          "nan",
          "-1",
          "9223372036854775808",
          "1e309",
          "?",
          ":user",
          "%",
          "_",
          "%%%",
          "\\",
          "E'\\\\x27'",
          "U&'\\0027'",
          "current_setting('app.role')",
          "set_config('app.role','admin',false)",
          "' and exists(select 1 from pg_user)--",
          "lo_import('/etc/passwd')",
          "copy (select 1) to program 'id'");

  private static final List<String> PATTERNS =
      List.of(
          "(a+)+$",
          "(a|aa)+$",
          "(.*a){20}",
          "^(([a-z])+.)+[A-Z]([a-z])+$",
          "(x+x+)+y",
          "%a%a%a%a%a%a%a%a%b",
          "_%_%_%_%_%_%_%",
          "a".repeat(200),
          "%".repeat(200),
          "_".repeat(200),
          "((((((((((a)*)*)*)*)*)*)*)*)*)*",
          "\\".repeat(200),
          "[a-z]*".repeat(30));

  private static final List<String> NAMES =
      List.of(
          "../../etc/passwd",
          "..\\..\\windows\\win.ini",
          "/etc/passwd",
          "C:\\boot.ini",
          "....//....//x",
          "%2e%2e%2fx",
          "..%c0%af..%c0%afx",
          "x\u0000.csv",
          "con",
          "nul.csv",
          "a/b/c.csv",
          "a\\b.csv",
          ".htaccess",
          "..",
          ".",
          " ",
          "x\r\nSet-Cookie: a=b",
          "x\ny",
          "x\ty",
          "\u202etxt.exe",
          "x\".csv",
          "x;.csv",
          "x'.csv",
          "<script>.csv",
          "~/.ssh/id_rsa",
          "file:///etc/passwd",
          "\\\\host\\share\\x",
          "x".repeat(300),
          "é".repeat(200),
          "\ud83d\ude00.csv",
          "-rf",
          "|id",
          "$(id).csv",
          "`id`.csv",
          "%00",
          "%0d%0a",
          "a%2fb",
          "a:b.csv",
          "a*b?.csv",
          "\u2028x.csv");

  @Override
  public void run(House house, Count count) {
    Guest agent = house.as("agent1");
    for (var question : Routes.QUESTIONS) {
      for (String parameter : question.getValue()) {
        for (String word : SQL) {
          Reply reply = agent.get(question.getKey() + "?" + parameter + "=" + encoded(word));
          boolean held =
              reply.status() != 0
                  && reply.status() < 500
                  && reply.millis() < 5_000
                  && ownOnly(house, reply);
          count.one(
              Threat.T7,
              held,
              "%s?%s=%s: %d".formatted(question.getKey(), parameter, word, reply.status()));
        }
      }
    }
    for (String word : SQL) {
      verbatim(agent, word, count);
    }
    for (String pattern : PATTERNS) {
      for (String parameter : List.of("q", "entity", "type")) {
        Reply reply = agent.get("/api/tasks?" + parameter + "=" + encoded(pattern));
        count.one(
            Threat.T23,
            reply.status() < 500 && reply.status() > 0 && reply.millis() < 2_000,
            "%s=%s took %.0f ms".formatted(parameter, pattern, reply.millis()));
      }
    }
    for (String name : NAMES) {
      Reply reply =
          agent.send(
              "POST",
              "/api/uploads?name=" + encoded(name),
              Map.of("Content-Type", "text/csv"),
              "a,b\n1,2\n");
      count.one(
          Threat.T24,
          reply.refused() || harmless(reply),
          "The file %s: %d %s".formatted(name, reply.status(), reply.body()));
    }
  }

  /// Kept as it was written, whatever it looks like.
  private static void verbatim(Guest agent, String word, Count count) {
    Reply reply =
        agent.post(
            "/api/tasks",
            Map.of(
                "task_type",
                "nothing",
                "entity_type",
                "client",
                "entity_id",
                word,
                "entity_label",
                word));
    boolean kept =
        reply.status() == 202
            && Json.mapper().readTree(reply.body()).get("entity_label").asString().equals(word);
    count.one(Threat.T7, kept, "A task about %s: %d".formatted(word, reply.status()));
  }

  private static boolean ownOnly(House house, Reply reply) {
    return !reply.body().contains(house.row("other").toString())
        && !reply.body().contains("$argon2");
  }

  private static boolean harmless(Reply reply) {
    if (reply.status() != 201
        || reply.headers().stream().anyMatch(line -> line.startsWith("Set-Cookie: a=b"))) {
      return false;
    }
    String name = reply.json().get("name").asString();
    return name.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c))
        && !name.equals("..")
        && !name.equals(".")
        && name.length() <= 255;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

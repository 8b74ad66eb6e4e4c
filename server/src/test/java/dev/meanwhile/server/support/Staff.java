package dev.meanwhile.server.support;

import dev.meanwhile.server.people.Accounts;
import dev.meanwhile.server.support.Http.Answer;
import java.util.Map;

/// A house with an administrator, who invites the others.
public final class Staff {
  public static final String PASSWORD = "seven green bicycles";

  private final RunningServer server;
  private final Browser admin;

  private Staff(RunningServer server, Browser admin) {
    this.server = server;
    this.admin = admin;
  }

  /// Sets the house up; `ada` is its administrator.
  public static Staff of(RunningServer server) {
    var browser = new Browser(server.http());
    if (server.bean(Accounts.class).needSetUp()) {
      expect(
          201,
          browser.post(
              "/api/setup",
              Map.of(
                  "code", server.bean(Accounts.class).setUpCode().text(),
                  "username", "ada",
                  "full_name", "Ada Admin",
                  "email", "ada@desk.example",
                  "password", PASSWORD)));
    }
    expect(204, browser.signIn("ada", PASSWORD));
    return new Staff(server, browser);
  }

  public Browser admin() {
    return admin;
  }

  /// A new person with a password.
  ///
  /// @return the person's id
  public String hire(String username, String role) {
    Answer invited =
        expect(
            201,
            admin.post(
                "/api/users",
                Map.of(
                    "username",
                    username,
                    "full_name",
                    "Person " + username,
                    "email",
                    username + "@desk.example",
                    "role",
                    role)));
    String word = invited.json().get("link").asString().split("#", 2)[1];
    expect(
        200,
        new Browser(server.http())
            .post("/api/invitations", Map.of("word", word, "password", PASSWORD)));
    return invited.json().get("user").get("id").asString();
  }

  /// A browser in which this person is signed in.
  public Browser enter(String username) {
    var browser = new Browser(server.http());
    expect(204, browser.signIn(username, PASSWORD));
    return browser;
  }

  public Browser hired(String username, String role) {
    hire(username, role);
    return enter(username);
  }

  private static Answer expect(int status, Answer answer) {
    if (answer.status() != status) {
      throw new AssertionError("Not " + status + ": " + answer);
    }
    return answer;
  }
}

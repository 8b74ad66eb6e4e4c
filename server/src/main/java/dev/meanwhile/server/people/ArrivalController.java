package dev.meanwhile.server.people;

import dev.meanwhile.server.problem.Refusals;
import dev.meanwhile.server.secret.Secret;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// For those who cannot sign in yet: the first administrator, and everybody with an invitation.
@RestController
class ArrivalController {
  private static final List<String> FIELDS = List.of("full_name", "email", "phone");

  private final Accounts accounts;

  ArrivalController(Accounts accounts) {
    this.accounts = accounts;
  }

  @GetMapping("/api/setup")
  State state() {
    return new State(accounts.needSetUp());
  }

  @PostMapping("/api/setup")
  ResponseEntity<Arrived> setUp(@RequestBody SetUp body, HttpServletRequest request) {
    var contact = Contact.of(body.fullName(), body.email(), body.phone(), false, FIELDS);
    User user =
        accounts.setUp(
            new Secret(text("code", body.code()).strip().toUpperCase(Locale.ROOT)),
            request.getRemoteAddr(),
            text("username", body.username()),
            contact,
            text("password", body.password()));
    return ResponseEntity.status(201).body(new Arrived(user.username()));
  }

  @PostMapping("/api/invitations")
  Arrived accept(@RequestBody Invitation body, HttpServletRequest request) {
    return new Arrived(
        accounts
            .accept(
                new Secret(text("word", body.word())),
                request.getRemoteAddr(),
                text("password", body.password()))
            .username());
  }

  private static String text(String name, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      throw Refusals.badBody("missing-field", "'%s' is missing.".formatted(name))
          .error("/" + name, "required", "'%s' is missing.".formatted(name));
    }
    return text;
  }

  record State(boolean needed) {}

  record SetUp(
      @Nullable String code,
      @Nullable String username,
      @Nullable String fullName,
      @Nullable String email,
      @Nullable String phone,
      @Nullable String password) {
    @Override
    public String toString() {
      return "SetUp[…]";
    }
  }

  record Invitation(@Nullable String word, @Nullable String password) {
    @Override
    public String toString() {
      return "Invitation[…]";
    }
  }

  record Arrived(String username) {}
}

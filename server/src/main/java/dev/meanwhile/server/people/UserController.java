package dev.meanwhile.server.people;

import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.access.Role;
import dev.meanwhile.server.problem.Refusal;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Everybody's accounts, for administrators.
@RestController
class UserController {
  private static final List<String> FIELDS = List.of("full_name", "email", "phone");

  private final Directory people;
  private final Accounts accounts;

  UserController(Directory people, Accounts accounts) {
    this.people = people;
    this.accounts = accounts;
  }

  @GetMapping("/api/users")
  All all() {
    return new All(people.all().stream().map(UserJson::of).toList());
  }

  @GetMapping("/api/users/{id}")
  UserJson find(@PathVariable UUID id) {
    return UserJson.of(people.known(id));
  }

  @PostMapping("/api/users")
  ResponseEntity<InvitedJson> invite(@RequestBody Person person, Caller caller) {
    var contact = contact(person);
    var invited =
        accounts.invite(
            caller, person.username() == null ? "" : person.username(), contact, role(person));
    return ResponseEntity.created(URI.create("/api/users/" + invited.user().id()))
        .body(InvitedJson.of(invited));
  }

  @PutMapping("/api/users/{id}")
  UserJson update(@PathVariable UUID id, @RequestBody Person person, Caller caller) {
    return UserJson.of(people.update(caller, id, contact(person), role(person)));
  }

  @PostMapping("/api/users/{id}/disabling")
  UserJson disable(@PathVariable UUID id, Caller caller) {
    return UserJson.of(people.disable(caller, id, true));
  }

  @PostMapping("/api/users/{id}/enabling")
  UserJson enable(@PathVariable UUID id, Caller caller) {
    return UserJson.of(people.disable(caller, id, false));
  }

  @PostMapping("/api/users/{id}/reset")
  InvitedJson reset(@PathVariable UUID id, Caller caller) {
    return InvitedJson.of(accounts.reset(caller, people.known(id)));
  }

  private static Contact contact(Person person) {
    return Contact.of(person.fullName(), person.email(), person.phone(), false, FIELDS);
  }

  private static Role role(Person person) {
    Role role = Role.of(person.role());
    if (role == null) {
      String why =
          "'role' must be one of: %s."
              .formatted(
                  Arrays.stream(Role.values()).map(Role::text).collect(Collectors.joining(", ")));
      throw new Refusal(
              400, "bad-person", "Nothing was changed.", why, "Correct it and send it again.")
          .error("/role", "bad_value", why);
    }
    return role;
  }

  record Person(
      @Nullable String username,
      @Nullable String fullName,
      @Nullable String email,
      @Nullable String phone,
      @Nullable String role) {}

  record All(List<UserJson> items) {}

  /// @param link where the person chooses a password; shown this once
  /// @param keysRevoked how many of the person's keys stopped working
  record InvitedJson(UserJson user, String link, int keysRevoked) {
    static InvitedJson of(Accounts.Invited invited) {
      // After the hash sign, so that it is in no log of any server.
      return new InvitedJson(
          UserJson.of(invited.user()), "/join#" + invited.word().text(), invited.keysRevoked());
    }
  }
}

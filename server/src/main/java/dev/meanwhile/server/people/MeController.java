package dev.meanwhile.server.people;

import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.access.Permissions;
import dev.meanwhile.server.problem.Refusals;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Who is asking, and what they may change about themselves.
@RestController
class MeController {
  private static final List<String> FIELDS = List.of("full_name", "email", "phone");

  private final Directory people;
  private final Accounts accounts;

  MeController(Directory people, Accounts accounts) {
    this.people = people;
    this.accounts = accounts;
  }

  @GetMapping("/api/me")
  Me me(Caller caller) {
    return Me.of(caller, people.find(caller.id()));
  }

  @PutMapping("/api/me")
  Me update(@RequestBody Profile profile, Caller caller) {
    var contact = Contact.of(profile.fullName(), profile.email(), profile.phone(), true, FIELDS);
    return Me.of(caller, people.updateProfile(caller, contact));
  }

  @PutMapping("/api/me/password")
  ResponseEntity<Void> changePassword(@RequestBody Change change, Caller caller) {
    if (change.currentPassword() == null || change.newPassword() == null) {
      throw Refusals.badBody("missing-field", "'current_password' and 'new_password' are needed.");
    }
    accounts.changePassword(
        caller,
        change.currentPassword(),
        change.newPassword(),
        new Accounts.Fields("current_password", "new_password"));
    return ResponseEntity.noContent().build();
  }

  record Profile(@Nullable String fullName, @Nullable String email, @Nullable String phone) {}

  record Change(@Nullable String currentPassword, @Nullable String newPassword) {
    @Override
    public String toString() {
      return "Change[…]";
    }
  }

  /// @param capabilities for example `tasks:change:own`
  record Me(
      UUID id,
      String username,
      String fullName,
      String role,
      @Nullable String email,
      @Nullable String phone,
      List<String> capabilities) {

    static Me of(Caller caller, @Nullable User user) {
      return new Me(
          caller.id(),
          caller.username(),
          user == null ? caller.fullName() : user.fullName(),
          caller.role().text(),
          user == null ? null : user.email(),
          user == null ? null : user.phone(),
          Permissions.capabilities(caller));
    }
  }
}

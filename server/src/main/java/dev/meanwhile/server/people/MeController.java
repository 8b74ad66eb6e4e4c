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
    return me(caller, people.find(caller.id()));
  }

  @PutMapping("/api/me")
  Me update(@RequestBody Profile profile, Caller caller) {
    var contact = Contact.of(profile.fullName(), profile.email(), profile.phone(), true, FIELDS);
    return me(caller, people.updateProfile(caller, contact));
  }

  @PutMapping("/api/me/preferences")
  Preferences prefer(@RequestBody Wish wish, Caller caller) {
    var preferences = Preferences.of(wish.theme(), wish.notices());
    people.prefer(caller, preferences);
    return preferences;
  }

  private Me me(Caller caller, @Nullable User user) {
    return Me.of(caller, user, people.preferences(caller.id()));
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

  record Wish(@Nullable String theme, @Nullable String notices) {}

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
      List<String> capabilities,
      Preferences preferences) {

    static Me of(Caller caller, @Nullable User user, Preferences preferences) {
      return new Me(
          caller.id(),
          caller.username(),
          user == null ? caller.fullName() : user.fullName(),
          caller.role().text(),
          user == null || caller.credential().isPass() ? null : user.email(),
          user == null || caller.credential().isPass() ? null : user.phone(),
          Permissions.capabilities(caller),
          preferences);
    }
  }
}

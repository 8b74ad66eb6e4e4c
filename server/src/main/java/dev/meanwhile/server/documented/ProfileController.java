package dev.meanwhile.server.documented;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.people.Accounts;
import dev.meanwhile.server.people.Contact;
import dev.meanwhile.server.people.Directory;
import dev.meanwhile.server.people.User;
import dev.meanwhile.server.problem.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// One's own account in the words of the source documents, whose answers say `success`.
@RestController
class ProfileController {
  private static final List<String> FIELDS = List.of("fullName", "email", "phone");

  private final Directory people;
  private final Accounts accounts;

  ProfileController(Directory people, Accounts accounts) {
    this.people = people;
    this.accounts = accounts;
  }

  @PostMapping("/update-user-profile")
  ResponseEntity<Told> update(@RequestBody Profile profile, Caller caller) {
    return told(() -> {
      var contact = Contact.of(profile.fullName(), profile.email(), profile.phone(), true, FIELDS);
      User user = people.updateProfile(caller, contact);
      return new Told(
          true,
          "Profile updated successfully",
          new Person(user.id(), user.fullName(), user.email(), user.phone()));
    });
  }

  /// `username` may be left out; it never names anybody but the one who asks.
  @PostMapping("/change-password")
  ResponseEntity<Told> changePassword(@RequestBody Change change, Caller caller) {
    return told(() -> {
      if (change.username() != null
          && !change.username().strip().toLowerCase(Locale.ROOT).equals(caller.username())) {
        throw refused(403, "You can change your own password only.");
      }
      if (change.currentPassword() == null || change.newPassword() == null) {
        throw refused(400, "'currentPassword' and 'newPassword' are needed.");
      }
      accounts.changePassword(
          caller,
          change.currentPassword(),
          change.newPassword(),
          new Accounts.Fields("currentPassword", "newPassword"));
      return new Told(true, null, null);
    });
  }

  private static ResponseEntity<Told> told(Supplier<Told> work) {
    try {
      return ResponseEntity.ok(work.get());
    } catch (Refusal refusal) {
      var answer = ResponseEntity.status(refusal.status());
      refusal.headers().forEach(answer::header);
      return answer.body(new Told(false, refusal.detail(), null));
    }
  }

  private static Refusal refused(int status, String why) {
    return new Refusal(status, "bad-password-change", "The password was not changed.", why, "");
  }

  record Profile(
      @JsonProperty("fullName") @Nullable String fullName,
      @Nullable String email,
      @Nullable String phone) {}

  record Change(
      @Nullable String username,
      @JsonProperty("currentPassword") @Nullable String currentPassword,
      @JsonProperty("newPassword") @Nullable String newPassword) {
    @Override
    public String toString() {
      return "Change[…]";
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Told(boolean success, @Nullable String message, @Nullable Person user) {}

  record Person(
      UUID id,
      @JsonProperty("fullName") String fullName,
      @Nullable String email,
      @Nullable String phone) {}
}

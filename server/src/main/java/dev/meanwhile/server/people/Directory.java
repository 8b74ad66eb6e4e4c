package dev.meanwhile.server.people;

import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.access.Credential;
import dev.meanwhile.server.access.Role;
import dev.meanwhile.server.audit.Audit;
import dev.meanwhile.server.audit.Deed;
import dev.meanwhile.server.problem.Refusal;
import dev.meanwhile.server.problem.Refusals;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The accounts, and every change to them: each with its line in the audit log, in one transaction.
@Component
public class Directory {
  private final UserStore store;
  private final PreferenceStore wishes;
  private final Audit audit;
  private final SignOut signOut;
  private final TransactionTemplate transaction;

  Directory(
      UserStore store,
      PreferenceStore wishes,
      Audit audit,
      SignOut signOut,
      TransactionTemplate transaction) {
    this.store = store;
    this.wishes = wishes;
    this.audit = audit;
    this.signOut = signOut;
    this.transaction = transaction;
  }

  List<User> all() {
    return store.all();
  }

  public @Nullable User find(UUID id) {
    return store.find(id);
  }

  /// @throws Refusal with 404
  User known(UUID id) {
    User user = store.find(id);
    if (user == null) {
      throw Refusals.notFound("The person");
    }
    return user;
  }

  /// The person with this name, whatever its case.
  public @Nullable User named(String username) {
    return store.byName(Names.plain(username));
  }

  Preferences preferences(UUID user) {
    return wishes.find(user);
  }

  /// How one's own pages look is nobody else's business: there is no line in the audit log.
  void prefer(Caller caller, Preferences wish) {
    transaction.executeWithoutResult(_ -> wishes.update(caller.id(), wish));
  }

  /// Changes one's own name and address.
  public User updateProfile(Caller caller, Contact contact) {
    return change(
        caller,
        caller.id(),
        "update_profile",
        was -> new State(contact, was.role(), disabled(was)));
  }

  /// Changes somebody's name, address and role.
  User update(Caller caller, UUID id, Contact contact, Role role) {
    return change(caller, id, "update_user", was -> new State(contact, role, disabled(was)));
  }

  User disable(Caller caller, UUID id, boolean disabled) {
    return change(
        caller,
        id,
        disabled ? "disable_user" : "enable_user",
        was -> new State(contact(was), was.role(), disabled));
  }

  private User change(
      Caller caller, UUID id, String action, java.util.function.Function<User, State> plan) {
    try {
      return changed(caller, id, action, plan);
    } catch (DuplicateKeyException taken) {
      // Only administrators see everybody's addresses, so for others the index finds it out.
      throw emailTaken();
    }
  }

  private User changed(
      Caller caller, UUID id, String action, java.util.function.Function<User, State> plan) {
    return java.util.Objects.requireNonNull(
        transaction.execute(_ -> {
          store.lock();
          User was = known(id);
          State state = plan.apply(was);
          String email = state.contact().email();
          if (email != null && store.emailTaken(email, id)) {
            throw emailTaken();
          }
          boolean staysAdmin = state.role() == Role.ADMIN && !state.disabled();
          if (was.role() == Role.ADMIN
              && !disabled(was)
              && !staysAdmin
              && store.otherAdmins(id) == 0) {
            throw lastAdmin();
          }
          store.update(id, state.contact(), state.role(), state.disabled());
          User now = known(id);
          Map<String, ?> changes = Deed.changes(was.fields(), now.fields());
          if (changes.isEmpty()) {
            return now;
          }
          audit.record(
              caller,
              Deed.of(action, "user", id)
                  .with(
                      Map.of("fields_updated", List.copyOf(changes.keySet()), "changes", changes)));
          if (was.role() != now.role()) {
            signOut.everywhere(id, "role_changed", null);
          } else if (state.disabled()) {
            signOut.everywhere(id, "disabled", null);
          }
          return now;
        }));
  }

  /// The session of a caller, which may stay when all others end.
  static @Nullable UUID sessionOf(Caller caller) {
    Credential shown = caller.credential();
    return shown.kind() == Credential.Kind.SESSION ? shown.id() : null;
  }

  static Contact contact(User user) {
    return new Contact(user.fullName(), user.email(), user.phone());
  }

  private static boolean disabled(User user) {
    return user.disabledAt() != null;
  }

  static Refusal emailTaken() {
    return new Refusal(
            409,
            "email-in-use",
            "Nothing was changed.",
            "Email already in use",
            "Use another address.")
        .error("/email", "taken", "Somebody else has this e-mail address.");
  }

  static Refusal lastAdmin() {
    return new Refusal(
        409,
        "last-admin",
        "Nothing was changed.",
        "This is the last administrator who can sign in.",
        "Make somebody else an administrator first.");
  }

  private record State(Contact contact, Role role, boolean disabled) {}
}

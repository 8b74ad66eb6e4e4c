package dev.meanwhile.server.people;

import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.access.Role;
import dev.meanwhile.server.audit.Audit;
import dev.meanwhile.server.audit.Deed;
import dev.meanwhile.server.problem.Refusal;
import dev.meanwhile.server.secret.Secret;
import dev.meanwhile.server.throttle.Bucket;
import dev.meanwhile.server.throttle.Throttle;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// How people get an account and a password: by set-up, invitation, reset or change.
@Component
public class Accounts {
  private static final int SETUP_HOURS = 24;
  private static final int INVITATION_HOURS = 72;
  private static final Bucket WORDS = new Bucket(20, 10);
  private static final Bucket OWN_PASSWORD = new Bucket(5, 30);

  private final UserStore store;
  private final WordStore words;
  private final Passwords passwords;
  private final Audit audit;
  private final SignOut signOut;
  private final Throttle throttle;
  private final TransactionTemplate transaction;

  Accounts(
      UserStore store,
      WordStore words,
      Passwords passwords,
      Audit audit,
      SignOut signOut,
      Throttle throttle,
      TransactionTemplate transaction) {
    this.store = store;
    this.words = words;
    this.passwords = passwords;
    this.audit = audit;
    this.signOut = signOut;
    this.throttle = throttle;
    this.transaction = transaction;
  }

  /// Whether nobody can sign in yet.
  public boolean needSetUp() {
    return !store.anybody();
  }

  /// A new code with which the first administrator is made. It is good for a day and for one.
  public Secret setUpCode() {
    Secret code = Secret.typed();
    words.insert(code.hash(), "setup", null, SETUP_HOURS);
    return code;
  }

  /// Makes the first administrator.
  User setUp(Secret code, String address, String username, Contact contact, String password) {
    throttle.take(Map.of("setup:" + address, WORDS));
    return done(() -> {
      store.lock();
      WordStore.Word word = words.find(code.hash());
      if (word == null || !word.purpose().equals("setup") || store.anybody()) {
        throw badWord(
            "The code is not the one that was printed, was used, or is older than a day.");
      }
      UUID id = store.insert(null, Names.checked(username), contact, Role.ADMIN);
      if (id == null) {
        throw Names.taken();
      }
      User user = Objects.requireNonNull(store.find(id));
      PasswordRules.check(password, user, "password");
      store.setHash(id, passwords.hash(password));
      words.use(code.hash());
      audit.record(
          audit.nextId(), id, user.fullName(), Deed.of("set_up", "user", id).with(user.fields()));
      return user;
    });
  }

  /// Adds a person, who chooses a password with the word that comes back.
  Invited invite(Caller caller, String username, Contact contact, Role role) {
    return done(() -> {
      String email = contact.email();
      if (email != null && store.emailTaken(email, null)) {
        throw Directory.emailTaken();
      }
      UUID id = store.insert(null, Names.checked(username), contact, role);
      if (id == null) {
        throw Names.taken();
      }
      User user = Objects.requireNonNull(store.find(id));
      audit.record(caller, Deed.of("invite_user", "user", id).with(user.fields()));
      return new Invited(user, word("invite", id), 0);
    });
  }

  /// Takes a person's password and keys away; the word that comes back lets them choose a new one.
  Invited reset(Caller caller, User user) {
    return done(() -> {
      store.lock();
      if (user.role() == Role.ADMIN && store.otherAdmins(user.id()) == 0) {
        throw Directory.lastAdmin();
      }
      store.setHash(user.id(), null);
      int keys = signOut.withKeys(user.id());
      audit.record(
          caller, Deed.of("reset_password", "user", user.id()).with(Map.of("keys_revoked", keys)));
      signOut.everywhere(user.id(), "password_reset", null);
      return new Invited(user, word("reset", user.id()), keys);
    });
  }

  private Secret word(String purpose, UUID user) {
    words.withdraw(user);
    Secret word = Secret.random("");
    words.insert(word.hash(), purpose, user, INVITATION_HOURS);
    return word;
  }

  /// Chooses a password with the word of an invitation or a reset.
  User accept(Secret word, String address, String password) {
    throttle.take(Map.of("invitation:" + address, WORDS));
    return done(() -> {
      WordStore.Word known = words.find(word.hash());
      UUID id = known == null ? null : known.user();
      User user = id == null ? null : store.find(id);
      if (user == null || user.disabledAt() != null) {
        throw badWord("The link was used already, was replaced by a newer one, or is too old.");
      }
      PasswordRules.check(password, user, "password");
      store.setHash(user.id(), passwords.hash(password));
      words.use(word.hash());
      signOut.everywhere(user.id(), "password_changed", null);
      audit.record(
          audit.nextId(),
          user.id(),
          user.fullName(),
          Deed.of("choose_password", "user", user.id()));
      return user;
    });
  }

  /// Changes one's own password; all other browsers are signed out.
  ///
  /// @param fields what the two passwords are called where they came from: current, new
  public void changePassword(Caller caller, String current, String fresh, Fields fields) {
    Runnable good = throttle.take(Map.of("password:" + caller.id(), OWN_PASSWORD));
    User user = store.find(caller.id());
    if (user == null || !passwords.match(current, store.hash(user.id()))) {
      throw new Refusal(
              400,
              "wrong-password",
              "The password was not changed.",
              "The current password is wrong.",
              "Type it again; an administrator can reset it.")
          .error("/" + fields.current(), "wrong", "This is not your current password.");
    }
    good.run();
    PasswordRules.check(fresh, user, fields.fresh());
    String hash = passwords.hash(fresh);
    transaction.executeWithoutResult(_ -> {
      store.setHash(user.id(), hash);
      audit.record(caller, Deed.of("change_password", "user", user.id()));
      signOut.everywhere(user.id(), "password_changed", Directory.sessionOf(caller));
    });
  }

  /// The person whose password this is; null for a wrong one, an unknown name, or an account that
  /// is closed. It takes as long for each of them.
  public @org.jspecify.annotations.Nullable User identify(String username, String password) {
    // One statement for everybody: a second one for those who exist could be measured.
    UserStore.Claimed claimed = store.claimed(Names.plain(username));
    User user = claimed == null ? null : claimed.user();
    String hash = claimed == null || claimed.user().disabledAt() != null ? null : claimed.hash();
    if (!passwords.match(password, hash) || user == null || hash == null) {
      return null;
    }
    if (passwords.isOutdated(hash)) {
      store.setHash(user.id(), passwords.hash(password));
    }
    return user;
  }

  private <T> T done(java.util.function.Supplier<T> work) {
    return Objects.requireNonNull(transaction.execute(_ -> work.get()));
  }

  private static Refusal badWord(String why) {
    return new Refusal(
        400, "bad-word", "Nothing was changed.", why, "Ask an administrator for a new one.");
  }

  /// @param word shown once; only its hash is kept
  /// @param keysRevoked how many keys the person lost
  record Invited(User user, Secret word, int keysRevoked) {}

  public record Fields(String current, String fresh) {}
}

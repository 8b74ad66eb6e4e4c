package dev.meanwhile.postgres;

import com.sun.security.auth.module.UnixSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The user of the machine under whom PostgreSQL runs. It refuses root, so root needs a way around.
///
/// @param prefix the words that put a command under this user
/// @param owner the number of the user who must own the files
record Account(List<String> prefix, long owner) {
  private static final int NOBODY = 65_534;
  private static final Duration MOMENT = Duration.ofSeconds(20);

  /// Root in a user namespace: to PostgreSQL it is nobody, to the files it is still root.
  static final Account NAMESPACE = new Account(List.of("unshare", "--user"), 0);

  /// For machines (many containers) that forbid user namespaces: the files are given to nobody.
  static final Account SET_USER =
      new Account(
          List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"), NOBODY);

  static final Account RUN_USER = new Account(List.of("runuser", "-u", "nobody", "--"), NOBODY);

  static Account current() {
    return of(new UnixSystem().getUid(), List.of(NAMESPACE, SET_USER, RUN_USER));
  }

  static Account of(long uid, List<Account> ways) {
    if (uid != 0) {
      return new Account(List.of(), uid);
    }
    return ways.stream()
        .filter(Account::works)
        .findFirst()
        .orElseThrow(() ->
            new PostgresFailed(
                "PostgreSQL does not run as root, and this machine offers root no way to start it as somebody else (unshare, setpriv and runuser do not work here). Start Meanwhile as an ordinary user."));
  }

  private boolean works() {
    var run = run(Path.of("/"), List.of("id", "-u"), MOMENT);
    return run.worked() && run.output().strip().equals(Integer.toString(NOBODY));
  }

  Run run(Path directory, List<String> command, Duration patience) {
    var whole = new ArrayList<>(prefix);
    whole.addAll(command);
    return Run.of(whole, directory, patience);
  }

  /// Whether the account reaches the folder; nobody, for one, cannot enter the home of root.
  boolean reaches(Path folder) {
    return prefix.isEmpty()
        || run(Path.of("/"), List.of("test", "-x", folder.toString()), MOMENT).worked();
  }

  /// Makes the files the account's own. Only root needs that, and only root can.
  void own(Path folder) {
    if (!prefix.isEmpty()) {
      FileTree.give(folder, Math.toIntExact(owner));
    }
  }
}

package dev.meanwhile.postgres;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The user of the machine under whom PostgreSQL runs. It refuses root, so root needs a way around.
///
/// @param prefix the words that put a command under this user
/// @param owner the number of the user who must own the files
record Account(List<String> prefix, int owner) {
  private static final int NOBODY = 65_534;
  private static final Path ANYWHERE = Path.of("/");
  private static final Duration MOMENT = Duration.ofSeconds(20);

  /// Root in a user namespace: to PostgreSQL it is nobody, to the files it is still root.
  private static final Account NAMESPACE = new Account(List.of("unshare", "--user"), 0);

  /// Who is to run a server on the folder, which need not exist yet.
  static Account of(Path folder) {
    long uid = new UnixSystem().getUid();
    return uid == 0 ? forRoot(folder) : new Account(List.of(), Math.toIntExact(uid));
  }

  /// A folder that belongs to somebody stays theirs. A folder of root's own is used in a user
  /// namespace, or is given to nobody where (as in many containers) namespaces are forbidden.
  private static Account forRoot(Path folder) {
    int owner = ownerOf(folder);
    return firstThatWorks(
        owner == 0 ? Stream.of(NAMESPACE, user(NOBODY)) : Stream.of(user(owner), NAMESPACE));
  }

  static Account firstThatWorks(Stream<Account> ways) {
    return ways.filter(Account::works)
        .findFirst()
        .orElseThrow(() ->
            new PostgresFailed(
                "PostgreSQL does not run as root, and this machine offers root no way to start it as somebody else (neither unshare nor setpriv works here). Start Meanwhile as an ordinary user."));
  }

  static Account user(int uid) {
    return new Account(
        List.of("setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups"), uid);
  }

  private static int ownerOf(Path folder) {
    try {
      return (int) Files.getAttribute(folder, "unix:uid");
    } catch (IOException _) {
      return 0;
    }
  }

  private boolean works() {
    var run = run(ANYWHERE, List.of("id", "-u"), MOMENT);
    return run.worked() && !run.output().strip().equals("0");
  }

  Run run(Path directory, List<String> command, Duration patience) {
    var whole = new ArrayList<>(prefix);
    whole.addAll(command);
    return Run.of(whole, directory, patience);
  }

  /// Whether the account reaches the folder; nobody, for one, cannot enter the home of root.
  boolean reaches(Path folder) {
    return prefix.isEmpty()
        || run(ANYWHERE, List.of("test", "-x", folder.toString()), MOMENT).worked();
  }

  /// Makes the files the account's own. Only root needs that, and only root can.
  void own(Path folder) {
    if (!prefix.isEmpty()) {
      FileTree.give(folder, owner);
    }
  }
}

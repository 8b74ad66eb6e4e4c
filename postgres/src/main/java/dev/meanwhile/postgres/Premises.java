package dev.meanwhile.postgres;

import java.io.IOException;

/// A data folder that is ours alone and has no server running on it yet.
record Premises(
    DataFolder folder,
    FolderLock lock,
    Binaries binaries,
    Account account,
    ServerLog log,
    Postmaster postmaster)
    implements AutoCloseable {

  /// Takes the folder over, also from a program that was killed.
  static Premises take(DataFolder folder, Account account) {
    try {
      return take(folder, FolderLock.take(folder.path()), account);
    } catch (IOException e) {
      throw folder.notWritable(e);
    }
  }

  private static Premises take(DataFolder folder, FolderLock lock, Account account)
      throws IOException {
    try {
      var binaries = Binaries.in(Cache.places(folder.path()), account);
      var log = new ServerLog(folder.log(), ServerLog.LIMIT_BYTES);
      var postmaster = new Postmaster(folder, binaries, account, log);
      var premises = new Premises(folder, lock, binaries, account, log, postmaster);
      premises.clear();
      return premises;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private void clear() throws IOException {
    try {
      Leftovers.end(postmaster);
      // Only now: nobody else changes the files any more.
      account.own(folder.path());
    } catch (IOException | RuntimeException e) {
      log.close();
      throw e;
    }
  }

  /// Makes the database files when there are none.
  void fill(PostgresSettings settings) {
    folder.fill(binaries, account, settings.durable(), settings.patience());
  }

  /// Deletes the folder with everything in it.
  void delete() {
    try {
      FileTree.delete(folder.path());
    } catch (IOException e) {
      throw folder.notWritable(e);
    }
  }

  @Override
  public void close() {
    log.close();
    lock.close();
  }
}

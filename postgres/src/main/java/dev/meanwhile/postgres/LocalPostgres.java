package dev.meanwhile.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL server of our own: it listens on 127.0.0.1 only and keeps its data in a folder.
///
/// ```java
/// try (var postgres = LocalPostgres.start(Path.of("data"))) {
///   postgres.createDatabase("meanwhile");
///   work(postgres.dataSource("meanwhile"));
/// }
/// ```
///
/// Every failure is a [PostgresFailed].
public final class LocalPostgres implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalPostgres.class);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);
  private static final String REFUSED_PASSWORD = "28P01";
  private static final String DUPLICATE_DATABASE = "42P04";
  private static final int TRIES_FOR_A_FREE_PORT = 5;

  private final PostgresSettings settings;
  private final Premises premises;
  private final Postmaster postmaster;
  private final String password;
  private final @Nullable Thread hook;
  // Read without the lock: clients ask for the address while the server stops or starts.
  private volatile int port;
  private boolean running;
  private boolean closed;

  private LocalPostgres(PostgresSettings settings, Premises premises) {
    this.settings = settings;
    this.premises = premises;
    this.postmaster = premises.postmaster();
    this.password = premises.folder().password();
    this.hook =
        settings.stopsWithJvm()
            ? Thread.ofPlatform().name("postgres-stop").unstarted(this::close)
            : null;
    this.port = settings.port();
  }

  /// Starts a durable server on the folder, on a free port.
  public static LocalPostgres start(Path folder) {
    return start(PostgresSettings.in(folder));
  }

  public static LocalPostgres start(PostgresSettings settings) {
    Platform.current();
    return start(settings, Account.of(settings.folder()));
  }

  static LocalPostgres start(PostgresSettings settings, Account account) {
    var folder = DataFolder.at(settings.folder());
    folder.requireVersion();
    folder.requireSpace(DataFolder.LEAST_FREE_BYTES);
    var premises = Premises.take(folder, account);
    try {
      premises.fill(settings);
      var postgres = new LocalPostgres(settings, premises);
      postgres.begin();
      return postgres;
    } catch (RuntimeException e) {
      premises.close();
      throw e;
    }
  }

  /// Deletes a data folder for good, whatever version wrote it, and also one that a killed program
  /// left with a running server. One that is in use, or that is not ours, is refused.
  public static void delete(Path folder) {
    Platform.current();
    var path = folder.toAbsolutePath().normalize();
    try (var premises = Premises.take(DataFolder.at(path), Account.of(path))) {
      premises.delete();
    }
  }

  private synchronized void begin() {
    if (hook != null) {
      Runtime.getRuntime().addShutdownHook(hook);
    }
    try {
      if (port > 0) {
        startOn(port);
      } else {
        startOnFreePort();
      }
      requireSignIn();
    } catch (RuntimeException e) {
      stop(StopMode.FAST);
      forgetHook();
      throw e;
    }
    LOG.info(
        "PostgreSQL {} listens on 127.0.0.1:{}, its data is in {}",
        Binaries.VERSION,
        port,
        settings.folder());
  }

  private void startOnFreePort() {
    for (int attempt = 1; ; attempt++) {
      int free = Ports.free();
      try {
        startOn(free);
        return;
      } catch (PostgresFailed e) {
        // Somebody may have been faster; with any other cause there is no use in another port.
        if (attempt == TRIES_FOR_A_FREE_PORT || Ports.isFree(free)) {
          throw e;
        }
      }
    }
  }

  private void requireSignIn() {
    try {
      new DatabaseStore(dataSource("postgres")).requireSignIn();
    } catch (SQLException e) {
      var password = premises.folder().passwordFile();
      throw new PostgresFailed(
          REFUSED_PASSWORD.equals(e.getSQLState())
              ? "PostgreSQL on %s does not accept the password in %s. Put back the file that was made together with the data, or choose another data folder."
                  .formatted(settings.folder(), password)
              : "PostgreSQL on %s has started but refuses connections: %s. Put that right and start again; %s says more."
                  .formatted(settings.folder(), firstLine(e), premises.folder().log()),
          e);
    }
  }

  private static String firstLine(SQLException failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }

  private void startOn(int chosen) {
    if (!Ports.isFree(chosen)) {
      throw Ports.taken(chosen);
    }
    postmaster.start(settings, chosen);
    port = chosen;
    running = true;
  }

  /// Stops the server; the folder stays ours and [#restart] brings the server back.
  public synchronized void stop(StopMode mode) {
    if (!running) {
      return;
    }
    // One that has died is not asked to stop: nobody would answer.
    if (!Leftovers.hasEnded(postmaster.pid())
        && !postmaster.stop(mode, STOP_PATIENCE)
        && !Leftovers.hasEnded(postmaster.pid())) {
      // Clients are gone or hang: the next start recovers, nothing committed is lost.
      LOG.warn(
          "PostgreSQL did not stop within {} s, it is stopped hard", STOP_PATIENCE.toSeconds());
      endHard();
    }
    running = false;
  }

  private void endHard() {
    try {
      postmaster.stop(StopMode.IMMEDIATE, Duration.ofSeconds(15));
      Leftovers.end(postmaster);
    } catch (IOException e) {
      throw new PostgresFailed("PostgreSQL could not be stopped: " + Reason.of(e) + ".", e);
    }
  }

  /// Starts the server again on the same port and the same data, after a stop or a crash.
  public synchronized void restart() {
    if (closed) {
      throw new IllegalStateException("this server is closed; start a new one");
    }
    stop(StopMode.FAST);
    try {
      Leftovers.end(postmaster);
    } catch (IOException e) {
      throw new PostgresFailed("PostgreSQL could not be started again: " + Reason.of(e) + ".", e);
    }
    startOn(port);
  }

  /// Whether the server process lives.
  public boolean isAlive() {
    return Leftovers.isAlive(postmaster);
  }

  /// Leaves a line, such as the address of the program, that a second start on this folder quotes.
  public void note(String text) {
    try {
      premises.lock().note(text);
    } catch (IOException e) {
      LOG.warn("The note in the data folder could not be written: {}", Reason.of(e));
    }
  }

  /// Creates the database unless it is there already; says whether it did.
  public boolean createDatabase(String name) {
    var store = new DatabaseStore(dataSource("postgres"));
    try {
      if (store.exists(name)) {
        return false;
      }
      store.create(name);
      return true;
    } catch (SQLException e) {
      if (DUPLICATE_DATABASE.equals(e.getSQLState())) {
        return false;
      }
      throw new PostgresFailed(
          "The database %s could not be created: %s. Look into %s."
              .formatted(name, firstLine(e), premises.folder().log()),
          e);
    }
  }

  /// Connections to the database, each a new one.
  public DataSource dataSource(String database) {
    var source = new PGSimpleDataSource();
    source.setUrl(jdbcUrl(database));
    source.setUser(user());
    source.setPassword(password());
    return source;
  }

  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port() + "/" + URLEncoder.encode(database, UTF_8);
  }

  public String user() {
    return DataFolder.USER;
  }

  public String password() {
    return password;
  }

  public int port() {
    return port;
  }

  /// The number of the server process.
  public long pid() {
    return postmaster.pid();
  }

  /// Stops the server in good order and lets go of the folder.
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      stop(StopMode.FAST);
    } finally {
      premises.close();
      forgetHook();
    }
  }

  private void forgetHook() {
    try {
      if (hook != null) {
        Runtime.getRuntime().removeShutdownHook(hook);
      }
    } catch (IllegalStateException _) {
      // The JVM is ending already, perhaps it is the hook itself that runs.
    }
  }
}

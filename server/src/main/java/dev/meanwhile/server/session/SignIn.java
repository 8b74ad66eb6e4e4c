package dev.meanwhile.server.session;

import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.audit.Audit;
import dev.meanwhile.server.audit.Deed;
import dev.meanwhile.server.people.Accounts;
import dev.meanwhile.server.people.DemoPeople;
import dev.meanwhile.server.people.User;
import dev.meanwhile.server.problem.Refusal;
import dev.meanwhile.server.problem.Refusals;
import dev.meanwhile.server.secret.Secret;
import dev.meanwhile.server.settings.Settings;
import dev.meanwhile.server.throttle.Bucket;
import dev.meanwhile.server.throttle.Throttle;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Lets a person in. Who guesses gets slower and slower, on all nodes together; who signed in with
/// this browser before is not slowed down by what others guess.
@Component
class SignIn {
  private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);
  private static final Bucket PER_ACCOUNT = new Bucket(10, 60);
  private static final Bucket PER_ADDRESS = new Bucket(30, 5);
  private static final Bucket PER_DEVICE = new Bucket(10, 30);
  private static final int LONGEST_AGENT = 300;

  private final Accounts accounts;
  private final SignedIn signedIn;
  private final Sessions sessions;
  private final DeviceStore devices;
  private final Cookies cookies;
  private final Throttle throttle;
  private final Suspicions suspicions;
  private final Audit audit;
  private final TransactionTemplate transaction;
  private final boolean demo;

  SignIn(
      Accounts accounts,
      SignedIn signedIn,
      Sessions sessions,
      DeviceStore devices,
      Cookies cookies,
      Throttle throttle,
      Suspicions suspicions,
      Audit audit,
      TransactionTemplate transaction,
      Settings settings) {
    this.accounts = accounts;
    this.signedIn = signedIn;
    this.sessions = sessions;
    this.devices = devices;
    this.cookies = cookies;
    this.throttle = throttle;
    this.suspicions = suspicions;
    this.audit = audit;
    this.transaction = transaction;
    this.demo = settings.demo();
  }

  /// @throws Refusal with 401, the same for every reason, or 429
  void enter(
      String username, String password, HttpServletRequest request, HttpServletResponse response) {
    User user = identify(username, password, request);
    open(user.id(), user.fullName(), request, response);
    if (cookies.device(request) == null) {
      Secret device = Secret.random("");
      devices.insert(device.hash(), user.id());
      cookies.setDevice(request, response, device);
    }
  }

  /// Opens a session that no cookie belongs to.
  ///
  /// @throws Refusal with 401, the same for every reason, or 429
  Opened enterWithoutCookie(String username, String password, HttpServletRequest request) {
    User user = identify(username, password, request);
    // Nobody ever sees this one: the session is shown by tokens.
    UUID session = open(Secret.random(""), user.id(), user.fullName(), null, request);
    return new Opened(session, user.id());
  }

  record Opened(UUID session, UUID user) {}

  private User identify(String username, String password, HttpServletRequest request) {
    Runnable good = taken(username, request);
    User user = accounts.identify(username, password);
    if (user == null) {
      suspicions.wrong(plain(username));
      LOG.info("A sign-in from {} failed", request.getRemoteAddr());
      throw new Refusal(
          401,
          "wrong-sign-in",
          "You were not let in.",
          "The username or the password is wrong.",
          "Try again; an administrator can reset a password.");
    }
    good.run();
    return user;
  }

  private Runnable taken(String username, HttpServletRequest request) {
    try {
      return throttle.take(buckets(username, request));
    } catch (Refusal tooMany) {
      suspicions.throttled(plain(username));
      throw tooMany;
    }
  }

  private static String plain(String username) {
    return username.strip().toLowerCase(Locale.ROOT);
  }

  /// In a demo everybody may be anybody.
  void enterDemo(String username, HttpServletRequest request, HttpServletResponse response) {
    Caller person =
        DemoPeople.ALL.stream()
            .filter(one -> demo && one.username().equals(username))
            .findFirst()
            .orElseThrow(() -> Refusals.notFound("The person"));
    open(person.id(), person.fullName(), request, response);
  }

  void leave(HttpServletRequest request, HttpServletResponse response) {
    Session session = signedIn.session(request);
    if (session != null && session.ended() == null) {
      transaction.executeWithoutResult(_ -> {
        sessions.end(session.id(), session.caller().id(), "signed_out");
        audit.record(session.caller(), Deed.of("sign_out", "session", session.id()));
      });
    }
    cookies.clearSession(request, response);
  }

  /// Always a new session: a cookie that somebody planted before is worth nothing.
  private void open(
      UUID user, String name, HttpServletRequest request, HttpServletResponse response) {
    Secret token = Secret.random("");
    UUID _ = open(token, user, name, signedIn.session(request), request);
    cookies.setSession(request, response, token);
  }

  private UUID open(
      Secret token, UUID user, String name, @Nullable Session old, HttpServletRequest request) {
    return Objects.requireNonNull(
        transaction.execute(_ -> {
          if (old != null) {
            sessions.end(old.id(), old.caller().id(), "replaced");
          }
          UUID id = sessions.open(token, user, request.getRemoteAddr(), agent(request));
          audit.record(audit.nextId(), user, name, Deed.of("sign_in", "session", id));
          return id;
        }));
  }

  private Map<String, Bucket> buckets(String username, HttpServletRequest request) {
    String plain = plain(username);
    Secret device = cookies.device(request);
    if (device != null && devices.knows(device.hash(), plain)) {
      return Map.of("device:" + HexFormat.of().formatHex(device.hash()), PER_DEVICE);
    }
    return Map.of(
        "account:" + HexFormat.of().formatHex(new Secret(plain).hash()), PER_ACCOUNT,
        "address:" + network(request.getRemoteAddr()), PER_ADDRESS);
  }

  /// Who has one address of the newer kind has 2^64 of them.
  private static String network(String address) {
    String[] parts = address.split(":", -1);
    return parts.length == 8 ? String.join(":", List.of(parts).subList(0, 4)) : address;
  }

  private static String agent(HttpServletRequest request) {
    String agent = request.getHeader("User-Agent");
    return agent == null
        ? ""
        : agent.substring(0, Math.min(agent.length(), LONGEST_AGENT)).replaceAll("\\p{Cntrl}", "?");
  }
}

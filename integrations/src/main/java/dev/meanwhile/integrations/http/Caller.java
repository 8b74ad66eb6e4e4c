package dev.meanwhile.integrations.http;

import static java.util.stream.Collectors.joining;

import dev.meanwhile.engine.RetryAfter;
import dev.meanwhile.integrations.PartnerFailed;
import dev.meanwhile.integrations.Trouble;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Makes requests to one partner and turns whatever goes wrong into [PartnerFailed].
public final class Caller implements AutoCloseable {

  /// How a partner words its complaints.
  @FunctionalInterface
  public interface Complaints {

    /// @param body its answer as JSON; a missing node when it is none
    Complaint read(Answer answer, JsonNode body);
  }

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final long LARGEST = 2_000_000;
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);

  private final Partner partner;
  private final Secrets secrets;
  private final UnaryOperator<HttpRequest.Builder> signing;
  private final Complaints complaints;
  private final HttpClient client;

  /// @param signing adds what proves who we are
  /// @param complaints reads what the partner says when it is not content
  public Caller(
      Partner partner, UnaryOperator<HttpRequest.Builder> signing, Complaints complaints) {
    this.partner = partner;
    this.secrets = new Secrets(partner.secrets());
    this.signing = signing;
    this.complaints = complaints;
    Duration connect =
        partner.deadline().compareTo(LONGEST_CONNECT) < 0 ? partner.deadline() : LONGEST_CONNECT;
    // A redirect could carry the key to somebody else.
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connect)
            .build();
  }

  /// Keeps this out of every sentence, too: a key that was not known before.
  public void hide(String secret) {
    secrets.add(secret);
  }

  /// Asks for JSON.
  ///
  /// @param what what failed if it fails: "The drive times could not be fetched"
  /// @param path from the partner's base on, with its query, encoded
  /// @param body anything that becomes JSON; null for none
  public JsonNode json(String what, String method, String path, @Nullable Object body)
      throws InterruptedException {
    return read(what, call(what, method, path, body));
  }

  private JsonNode read(String what, Answer answer) {
    try {
      JsonNode read = answer.text().isBlank() ? JSON.missingNode() : JSON.readTree(answer.text());
      return read == null ? JSON.missingNode() : read;
    } catch (JacksonException notJson) {
      throw strange(what, answer.status(), "its answer is no JSON", true);
    }
  }

  /// Sends the fields of a form, and asks for JSON.
  public JsonNode form(String what, String path, Map<String, String> fields)
      throws InterruptedException {
    String text =
        fields.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(joining("&"));
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(text));
    return read(what, checked(what, request));
  }

  /// Asks, and hands a fine answer back as it came.
  public Answer call(String what, String method, String path, @Nullable Object body)
      throws InterruptedException {
    HttpRequest.Builder request = request(path);
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json; charset=utf-8")
          .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }
    return checked(what, request);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(partner.base() + path))
        .header("Accept", "application/json")
        .header("User-Agent", "meanwhile");
  }

  private Answer checked(String what, HttpRequest.Builder request) throws InterruptedException {
    Answer answer = send(what, signing.apply(request).build());
    if (!answer.fine()) {
      throw refused(what, answer);
    }
    return answer;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// The partner answered something that makes no sense.
  ///
  /// @param how for example "its answer has no field 'id'"
  public PartnerFailed strange(String what, int status, String how, boolean maybeDone) {
    return failed(
        what, Trouble.STRANGE, status, null, maybeDone, partner.title() + " answered, but " + how);
  }

  /// The partner's answer is a complaint although its status is fine.
  public PartnerFailed complained(String what, int status, Complaint complaint) {
    return failed(what, complaint.trouble(), status, null, false, said(status, complaint.words()));
  }

  private Answer send(String what, HttpRequest request) throws InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> coming =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST));
    try {
      HttpResponse<byte[]> response =
          coming.get(partner.deadline().toMillis(), TimeUnit.MILLISECONDS);
      String text = new String(response.body(), StandardCharsets.UTF_8);
      return new Answer(response.statusCode(), response.headers(), text);
    } catch (TimeoutException late) {
      coming.cancel(true);
      throw failed(
          what,
          Trouble.AWAY,
          null,
          null,
          true,
          "%s did not answer within %s".formatted(partner.title(), words(partner.deadline())));
    } catch (InterruptedException stopped) {
      coming.cancel(true);
      throw stopped;
    } catch (ExecutionException broken) {
      throw unreachable(what, broken.getCause());
    }
  }

  private PartnerFailed unreachable(String what, @Nullable Throwable cause) {
    if (cause instanceof HttpConnectTimeoutException || cause instanceof ConnectException) {
      boolean unknown = cause.getCause() instanceof java.nio.channels.UnresolvedAddressException;
      return failed(
          what,
          Trouble.AWAY,
          null,
          null,
          false,
          unknown || cause instanceof UnknownHostException
              ? "The address of %s was not found".formatted(partner.title())
              : "%s does not accept connections".formatted(partner.title()));
    }
    if (cause instanceof SSLException) {
      return failed(
          what,
          Trouble.AWAY,
          null,
          null,
          false,
          "No safe connection to %s could be made".formatted(partner.title()));
    }
    if (cause instanceof IOException tooMuch
        && String.valueOf(tooMuch.getMessage()).contains("limit")) {
      return strange(what, 200, "its answer is larger than two megabytes", true);
    }
    return failed(
        what,
        Trouble.AWAY,
        null,
        null,
        true,
        "The connection to %s broke before its answer was complete".formatted(partner.title()));
  }

  private PartnerFailed refused(String what, Answer answer) {
    JsonNode body = JSON.missingNode();
    try {
      JsonNode read = JSON.readTree(answer.text());
      body = read == null ? body : read;
    } catch (JacksonException notJson) {
      // What it says is then not repeated: it may be anything.
    }
    Complaint complaint = complaints.read(answer, body);
    Instant now = RetryAfter.date(answer.header("Date"));
    Duration pause =
        RetryAfter.parse(answer.header("Retry-After"), now == null ? Instant.EPOCH : now);
    return failed(
        what,
        complaint.trouble(),
        answer.status(),
        now == null && pause != null && pause.equals(RetryAfter.LONGEST) ? null : pause,
        answer.status() >= 500 && answer.status() != 503,
        said(answer.status(), complaint.words()));
  }

  private String said(int status, @Nullable String words) {
    String answered = partner.title() + (status == 200 ? " answered" : " answered " + status);
    return words == null || words.isBlank() ? answered : answered + ": " + secrets.clean(words);
  }

  private PartnerFailed failed(
      String what,
      Trouble trouble,
      @Nullable Integer status,
      @Nullable Duration retryAfter,
      boolean maybeDone,
      String why) {
    return new PartnerFailed(
        partner.title(),
        trouble,
        status,
        retryAfter,
        maybeDone,
        what,
        why,
        advice(trouble, retryAfter));
  }

  private String advice(Trouble trouble, @Nullable Duration retryAfter) {
    return switch (trouble) {
      case AWAY, STRANGE -> "It can be tried again.";
      case BUSY ->
          retryAfter == null
              ? "It can be tried again in a moment."
              : "It can be tried again in %s.".formatted(words(retryAfter));
      case SPENT ->
          "Ask whoever looks after the account with %s to raise the limit or pay."
              .formatted(partner.title());
      case REFUSED -> "Ask an administrator to check the key for %s.".formatted(partner.title());
      case WRONG -> "Check what was entered; trying again does not help.";
      case MISSING -> "Check whether it still exists there; trying again does not help.";
      case CONFLICT -> "Look at what is there already; trying again does not help.";
    };
  }

  private static String words(Duration time) {
    if (time.compareTo(Duration.ofSeconds(1)) < 0) {
      return time.toMillis() + " ms";
    }
    if (time.compareTo(Duration.ofMinutes(2)) < 0) {
      long seconds = time.toSeconds();
      return seconds == 1 ? "1 second" : "%d seconds".formatted(seconds);
    }
    return time.compareTo(Duration.ofHours(2)) < 0
        ? "%d minutes".formatted(time.toMinutes())
        : String.format(Locale.ROOT, "%d hours", time.toHours());
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}

package dev.meanwhile.server.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.server.support.Http;
import dev.meanwhile.server.support.Http.Answer;
import dev.meanwhile.server.support.People;
import dev.meanwhile.server.support.Raw;
import dev.meanwhile.server.support.RunningServer;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class UploadTest {
  private static final int LIMIT = 2 * 1024 * 1024;

  @RegisterExtension
  static final RunningServer server =
      RunningServer.with("meanwhile.upload.limit=2MB").and(People.class);

  private final Http http = server.http();

  @Test
  void a_file_arrives_byte_by_byte() throws Exception {
    byte[] bytes = new byte[LIMIT];
    new Random(1).nextBytes(bytes);

    Answer taken = upload("zip-codes.csv", bytes);

    assertThat(taken.status()).isEqualTo(201);
    JsonNode upload = taken.json();
    assertThat(upload.propertyNames())
        .containsExactly("id", "name", "size", "sha256", "created_at");
    assertThat(taken.header("Location")).isEqualTo("/api/uploads/" + upload.get("id").asString());
    assertThat(upload.get("name").asString()).isEqualTo("zip-codes.csv");
    assertThat(upload.get("size").asLong()).isEqualTo(LIMIT);
    assertThat(upload.get("sha256").asString())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    assertThat(http.get(taken.header("Location")).json()).isEqualTo(upload);
    var uploads = server.bean(Uploads.class);
    Upload found = uploads.find(UUID.fromString(upload.get("id").asString()));
    try (InputStream stored = uploads.open(java.util.Objects.requireNonNull(found))) {
      assertThat(stored.readAllBytes()).isEqualTo(bytes);
    }
  }

  @Test
  void a_form_does_as_well() {
    String form =
        """
        --line\r
        Content-Disposition: form-data; name="comment"\r
        \r
        hello\r
        --line\r
        Content-Disposition: form-data; name="file"; filename="C:\\\\Users\\\\jo\\\\räume.csv"\r
        Content-Type: text/csv\r
        \r
        name,zip\r
        Ada,10115\r
        --line\r
        Content-Disposition: form-data; name="file"; filename="second.csv"\r
        \r
        ignored\r
        --line--\r
        """;

    Answer taken = form("line", form);

    assertThat(taken.status()).as(taken.toString()).isEqualTo(201);
    assertThat(taken.json().get("name").asString()).isEqualTo("räume.csv");
    assertThat(taken.json().get("size").asInt()).isEqualTo("name,zip\r\nAda,10115".length());
  }

  @Test
  void a_form_that_is_none_is_refused() {
    String noFile = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n--x--\r\n";
    String broken =
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nabc";

    assertThat(form("x", noFile).json().get("detail").asString())
        .isEqualTo("The form has no part named 'file'.");
    assertThat(form("x", broken).status()).isEqualTo(400);
    assertThat(form("x", "rubbish").status()).isEqualTo(400);
    assertThat(
            http.send(
                    "POST",
                    "/api/uploads",
                    BodyPublishers.ofString(noFile),
                    "Content-Type",
                    "multipart/form-data")
                .status())
        .isEqualTo(400);
    assertThat(unfinished()).isEmpty();
  }

  @Test
  void an_empty_file_is_refused() {
    Answer refused = upload("empty.csv", new byte[0]);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().get("detail").asString()).isEqualTo("It is empty.");
    assertThat(unfinished()).isEmpty();
  }

  @Test
  void a_file_needs_a_name() {
    Answer refused = http.send("POST", "/api/uploads", BodyPublishers.ofString("abc"));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().get("errors").get(0).get("pointer").asString()).isEqualTo("?name");
  }

  @Test
  void a_form_encoded_body_is_a_file_like_any_other() {
    Answer taken =
        http.send(
            "POST",
            "/api/uploads?name=a+b%2B.csv",
            BodyPublishers.ofString("name=x&y=1"),
            "Content-Type",
            "application/x-www-form-urlencoded");

    assertThat(taken.json().get("name").asString()).isEqualTo("a b+.csv");
    assertThat(taken.json().get("size").asInt()).isEqualTo(10);
  }

  @Test
  @Timeout(20)
  void a_gigabyte_is_refused_before_it_is_sent() throws IOException {
    try (Raw raw = Raw.to(server.port())) {
      raw.send(
          "POST /api/uploads?name=big.csv HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1073741824\r\n\r\n");
      String answer = raw.head();

      assertThat(answer).startsWith("HTTP/1.1 413 ");
      assertThat(answer).containsIgnoringCase("Connection: close");
    }
    assertThat(unfinished()).isEmpty();
  }

  @Test
  void a_sender_that_goes_on_sending_can_read_why_it_was_refused() {
    Answer refused =
        http.send(
            "POST", "/api/uploads?name=big.csv", BodyPublishers.ofByteArray(new byte[3 * LIMIT]));

    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.json().get("detail").asString()).isEqualTo("It is larger than 2 MB.");
  }

  @Test
  void a_stream_of_unknown_length_is_cut_at_the_limit() {
    Answer refused =
        http.send(
            "POST",
            "/api/uploads?name=big.csv",
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[LIMIT + 1])));

    assertThat(refused.status()).isEqualTo(413);
    assertThat(unfinished()).isEmpty();
  }

  @Test
  void a_form_is_cut_at_the_limit_as_well() {
    String form =
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n"
            + "y".repeat(LIMIT + 1)
            + "\r\n--x--\r\n";

    assertThat(form("x", form).status()).isEqualTo(413);
    assertThat(unfinished()).isEmpty();
  }

  @Test
  void a_sender_that_leaves_half_way_leaves_nothing_behind() throws IOException {
    try (Raw raw = Raw.to(server.port())) {
      raw.send(
          "POST /api/uploads?name=half.csv HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\nhalf of it");
      while (unfinished().isEmpty()) {
        Thread.onSpinWait();
      }
    }
    while (!unfinished().isEmpty()) {
      Thread.onSpinWait();
    }
    assertThat(count("half.csv")).isZero();
  }

  @Test
  void the_same_key_and_file_give_the_same_upload() {
    Answer first = upload("a.csv", "abc", "Idempotency-Key", "one");
    Answer second = upload("a.csv", "abc", "Idempotency-Key", "one");
    Answer other = upload("a.csv", "abcd", "Idempotency-Key", "one");

    assertThat(second.status()).isEqualTo(201);
    assertThat(second.json()).isEqualTo(first.json());
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(first.header("Idempotency-Replayed")).isEmpty();
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.json().get("type").asString()).endsWith("/key-reused");
  }

  @Test
  void twenty_at_once_with_one_key_are_one_upload() throws Exception {
    List<Future<Answer>> answers;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      answers =
          threads.invokeAll(
              IntStream.range(0, 20)
                  .<Callable<Answer>>mapToObj(
                      _ -> () -> upload("twenty.csv", "abc", "Idempotency-Key", "twenty"))
                  .toList());
    }

    for (Future<Answer> answer : answers) {
      assertThat(answer.get().json()).isEqualTo(answers.getFirst().get().json());
    }
    assertThat(count("twenty.csv")).isEqualTo(1);
  }

  @Test
  void a_name_cannot_lead_out_of_the_folder() {
    Answer taken = upload("../../etc/passwd", "x");

    assertThat(taken.json().get("name").asString()).isEqualTo("passwd");
    assertThat(server.data().resolve("uploads").resolve(taken.json().get("id").asString()))
        .exists();
  }

  @Test
  void the_uploads_of_others_are_not_found() {
    String mine = upload("mine.csv", "x").header("Location");

    assertThat(http.get(mine, "Test-User", "booking_agent/anna").status()).isEqualTo(404);
    assertThat(http.get(mine, "Test-User", "admin/root").status()).isEqualTo(200);
    assertThat(http.get("/api/uploads/" + UUID.randomUUID()).status()).isEqualTo(404);
    assertThat(http.get("/api/uploads/..%2f..%2fetc").status()).isBetween(400, 404);
  }

  @Test
  void a_file_that_is_gone_is_told_in_a_sentence() throws IOException {
    String id = upload("gone.csv", "x").json().get("id").asString();
    Files.delete(server.data().resolve("uploads").resolve(id));
    var uploads = server.bean(Uploads.class);
    Upload upload = java.util.Objects.requireNonNull(uploads.find(UUID.fromString(id)));

    Assertions.assertThatThrownBy(() -> uploads.open(upload))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessage("The file 'gone.csv' is no longer in this server's data folder.");
  }

  @Test
  void a_start_takes_away_what_a_crash_left_and_nothing_else() throws IOException {
    Path folder = server.data().resolve("uploads");
    String kept = upload("kept.csv", "x").json().get("id").asString();
    Path half = Files.writeString(folder.resolve(UUID.randomUUID() + ".part"), "half");
    Path rowless = Files.writeString(folder.resolve(UUID.randomUUID().toString()), "whole");
    Path foreign = Files.writeString(folder.resolve("README"), "not ours");

    server.start("meanwhile.worker=false").close();

    assertThat(half).doesNotExist();
    assertThat(rowless).doesNotExist();
    assertThat(foreign).exists();
    assertThat(folder.resolve(kept)).exists();
  }

  private Answer upload(String name, String text, String... headers) {
    return http.send(
        "POST", "/api/uploads?name=" + encoded(name), BodyPublishers.ofString(text), headers);
  }

  private Answer upload(String name, byte[] bytes) {
    return http.send(
        "POST", "/api/uploads?name=" + encoded(name), BodyPublishers.ofByteArray(bytes));
  }

  private Answer form(String boundary, String body) {
    return http.send(
        "POST",
        "/api/uploads",
        BodyPublishers.ofString(body),
        "Content-Type",
        "multipart/form-data; boundary=" + boundary);
  }

  private static List<Path> unfinished() {
    try (var files = Files.list(server.data().resolve("uploads"))) {
      return files.filter(file -> file.toString().endsWith(".part")).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static long count(String name) {
    return server
        .bean(org.springframework.jdbc.core.simple.JdbcClient.class)
        .sql("select count(*) from meanwhile.uploads where name = ?")
        .param(name)
        .query(Long.class)
        .single();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

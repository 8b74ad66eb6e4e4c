package dev.meanwhile.server.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.server.routes.Route.Mode;
import dev.meanwhile.server.start.StartRefused;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class RoutesTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  @TempDir Path folder;

  private static StandardEnvironment environment(Map<String, Object> variables) {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .forEach(source -> environment.getPropertySources().remove(source.getName()));
    environment
        .getPropertySources()
        .addLast(new SystemEnvironmentPropertySource("systemEnvironment", variables));
    return environment;
  }

  private static Map<String, Route> routes(Map<String, Object> variables) {
    Routes routes = new Routes(environment(variables));
    Map<String, Route> all = new HashMap<>();
    routes.load(Set.of("places")).forEach(route -> all.put(route.taskType(), route));
    return all;
  }

  @Test
  void a_route_is_made_of_variables_with_the_defaults_of_the_documents() {
    Map<String, Route> routes =
        routes(
            Map.of(
                "MEANWHILE_TYPES_CHAT_URL", "http://10.0.0.5:5678/webhook/chat/process",
                "MEANWHILE_TYPES_EMAIL_URL", "https://n8n.example.org/webhook/email/send",
                "MEANWHILE_TYPES_DATA_IMPORT_WEBHOOK_URL", "https://n8n.example.org/x",
                "MEANWHILE_TYPES_DATA_IMPORT_WORKFLOW_ID", "w3",
                "MEANWHILE_TYPES_OTHER_URL", "https://n8n.example.org/y"));
    assertThat(routes).containsOnlyKeys("chat", "email", "data_import", "other");
    assertThat(routes.get("chat"))
        .returns(URI.create("http://10.0.0.5:5678/webhook/chat/process"), Route::url)
        .returns(Duration.ofMinutes(3), Route::timeout)
        .returns(Mode.CALLBACK, Route::mode)
        .returns(List.of(), Route::secrets);
    assertThat(routes.get("email")).returns(Duration.ofMinutes(5), Route::timeout);
    assertThat(routes.get("data_import"))
        .returns(Duration.ofMinutes(10), Route::timeout)
        .returns("w3", Route::workflowId)
        .returns(
            Map.of(
                "url", "environment variable MEANWHILE_TYPES_DATA_IMPORT_WEBHOOK_URL",
                "workflow_id", "environment variable MEANWHILE_TYPES_DATA_IMPORT_WORKFLOW_ID"),
            Route::origins);
    assertThat(routes.get("other")).returns(Duration.ofMinutes(5), Route::timeout);
  }

  @Test
  void a_pulled_type_needs_no_address() {
    Routes routes =
        new Routes(
            environment(
                Map.of(
                    "MEANWHILE_TYPES_CHAT_MODE", "pull",
                    "MEANWHILE_TYPES_OCR_MODE", "pull",
                    "MEANWHILE_TYPES_OCR_LEASE", "5s",
                    "MEANWHILE_TYPES_OCR_TIMEOUT_SECONDS", "60",
                    "MEANWHILE_TYPES_OCR_CONCURRENCY", "2")));
    assertThat(routes.load(Set.of("places"))).isEmpty();
    assertThat(routes.pull("chat"))
        .returns(Duration.ofMinutes(3), pull -> pull == null ? null : pull.timeout())
        .returns(Duration.ofSeconds(30), pull -> pull == null ? null : pull.lease());
    assertThat(routes.pull("ocr"))
        .returns(Duration.ofSeconds(60), pull -> pull == null ? null : pull.timeout())
        .returns(Duration.ofSeconds(5), pull -> pull == null ? null : pull.lease())
        .returns(2, pull -> pull == null ? null : pull.concurrency())
        .returns(
            "environment variable MEANWHILE_TYPES_OCR_LEASE",
            pull -> pull == null ? null : pull.origins().get("lease"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          URL         | http://a/  | MEANWHILE_TYPES_OCR_URL is no setting of a type that is pulled
          LEASE       | soon       | MEANWHILE_TYPES_OCR_LEASE must be a length of time like 180s or 10m.
          LEASE       | 10m        | MEANWHILE_TYPES_OCR_LEASE must not be longer than the timeout (300s).
          CONCURRENCY | 0          | MEANWHILE_TYPES_OCR_CONCURRENCY must be a number from 1 to 10000.
          """)
  void a_mistake_in_a_pulled_type_is_told(String setting, String value, String sentence) {
    Routes routes =
        new Routes(
            environment(
                Map.of(
                    "MEANWHILE_TYPES_OCR_MODE", "pull", "MEANWHILE_TYPES_OCR_" + setting, value)));
    assertThatThrownBy(() -> routes.load(Set.of()))
        .isInstanceOf(StartRefused.class)
        .hasMessageStartingWith(sentence);
  }

  @Test
  void a_type_can_become_a_pulled_one_and_back_while_the_node_works() throws Exception {
    Path file = folder.resolve("types.properties");
    Files.writeString(file, "meanwhile.types.ocr.url=http://a/");
    Routes routes = new Routes(environment(Map.of("MEANWHILE_TYPES_FILE", file.toString())));
    assertThat(routes.load(Set.of())).hasSize(1);

    Files.writeString(file, "meanwhile.types.ocr.mode=pull");
    assertThat(routes.reload()).isEmpty();
    assertThat(routes.of("ocr")).isNull();
    assertThat(routes.pulls()).hasSize(1);
    assertThat(routes.problem()).isNull();

    Files.writeString(file, "meanwhile.types.ocr.url=http://a/");
    assertThat(routes.reload()).hasSize(1);
    assertThat(routes.pulls()).isEmpty();

    Files.writeString(file, "meanwhile.types.ocr.url=http://a/\nmeanwhile.types.ocr.lease=3s");
    assertThat(routes.reload()).isEmpty();
    assertThat(routes.problem()).contains("is for types with the mode 'pull'");
  }

  @Test
  void the_variables_of_the_documents_are_enough() {
    Map<String, Route> routes =
        routes(
            Map.of(
                "N8N_BASE_URL", "https://n8n.example.org/",
                "N8N_CHAT_WORKFLOW_ID", "workflow_abc123"));
    assertThat(routes).containsOnlyKeys("chat");
    assertThat(routes.get("chat"))
        .returns(URI.create("https://n8n.example.org/webhook/chat/process"), Route::url)
        .returns("workflow_abc123", Route::workflowId);
  }

  @Test
  void a_file_may_name_variables_and_is_read_again() throws Exception {
    Path file = folder.resolve("types.properties");
    Files.writeString(
        file,
        """
        # chat
        meanwhile.types.chat.url=${BASE}/webhook/chat/process
        meanwhile.types.chat.timeout=90
        meanwhile.types.chat.secret=%s
        meanwhile.types.chat.header=X-Api-Key: abc
        """
            .formatted(SECRET));
    Routes routes =
        new Routes(
            environment(
                Map.of(
                    "MEANWHILE_TYPES_FILE", file.toString(),
                    "BASE", "http://127.0.0.1:5678",
                    "MEANWHILE_TYPES_CHAT_TIMEOUT", "60s")));
    assertThat(routes.file()).isEqualTo(file);
    Route chat = routes.load(Set.of()).getFirst();
    assertThat(chat.url()).hasToString("http://127.0.0.1:5678/webhook/chat/process");
    assertThat(chat.timeout()).as("the environment counts more than the file").hasSeconds(60);
    assertThat(chat.origins()).containsEntry("url", "types.properties, line 2");
    assertThat(chat.toString() + chat.header()).doesNotContain("abc", "whsec");

    Files.writeString(
        file,
        "meanwhile.types.chat.url=http://127.0.0.1/b\nmeanwhile.types.fresh.url=http://c/d\n");
    assertThat(routes.reload())
        .extracting(Route::taskType)
        .containsExactlyInAnyOrder("chat", "fresh");
    assertThat(routes.of("chat")).returns(URI.create("http://127.0.0.1/b"), Route::url);
    assertThat(routes.problem()).isNull();

    Files.writeString(
        file, "meanwhile.types.fresh.url=ftp://c/d\nmeanwhile.types.chat.url=http://127.0.0.1/b\n");
    assertThat(routes.reload()).isEmpty();
    assertThat(routes.of("fresh")).returns(URI.create("http://c/d"), Route::url);
    assertThat(routes.problem()).contains("meanwhile.types.fresh.url (types.properties, line 1)");
  }

  @Test
  void what_this_server_does_itself_is_not_routed() {
    assertThatThrownBy(() -> routes(Map.of("MEANWHILE_TYPES_PLACES_URL", "http://c/d")))
        .isInstanceOf(StartRefused.class)
        .hasMessage("MEANWHILE_TYPES_PLACES_URL is about 'places', which this server does itself.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "URL      | ftp://c/d               | must be an address like",
        "URL      | /webhook                | must be an address like",
        "URL      | http://me:pw@c/d        | must not hold a password",
        "URL      | http://c/d#x            | must not have a part behind",
        "URL      | http://c/ d             | is no address",
        "URL      | ${NOT_THERE}/d          | needs NOT_THERE, which is not set",
        "TIMEOUT  | soon                    | must be a length of time",
        "TIMEOUT  | 0                       | must be between 1s and 7d",
        "MODE     | later                   | must be 'callback', 'answer' or 'pull'",
        "SECRET   | abc                     | must be 'whsec_' and 24 to 64 bytes",
        "SECRET   | whsec_YWJj              | must be 'whsec_' and 24 to 64 bytes",
        "HEADER   | X-Api-Key               | must be a header like",
        "HEADER   | webhook-id: 5           | names 'webhook-id', which Meanwhile sets itself",
        "HEADER   | Host: x                 | names 'Host', which Meanwhile sets itself",
        "CALLS    | 0                       | must be a number from 1 to 1000",
        "CONCURRENCY | many                 | must be a number from 1 to 10000",
        "DEPENDENCY | N 8 N                 | must be a name in lower-case letters",
        "RETRIES  | -1                      | must be a number from 0 to 100",
        "COLOUR   | red                     | is no setting; there are url, workflow_id"
      })
  void a_mistake_is_told_in_a_sentence(String setting, String value, String sentence) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("MEANWHILE_TYPES_CHAT_URL", "http://c/d");
    variables.put("MEANWHILE_TYPES_CHAT_" + setting, value);
    assertThatThrownBy(() -> routes(variables))
        .isInstanceOf(StartRefused.class)
        .hasMessageStartingWith("MEANWHILE_TYPES_CHAT_" + setting)
        .hasMessageContaining(sentence)
        .hasMessageEndingWith(".");
  }

  @Test
  void a_type_without_an_address_is_refused() {
    assertThatThrownBy(() -> routes(Map.of("MEANWHILE_TYPES_CHAT_MODE", "answer")))
        .hasMessage("The task type 'chat' has no url: set meanwhile.types.chat.url.");
  }

  @Test
  void properties_may_be_written_with_hyphens() {
    StandardEnvironment environment = environment(Map.of());
    environment
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "test",
                Map.of(
                    "meanwhile.types.drive-times.url", "http://c/d",
                    "meanwhile.types.drive-times.workflow-id", "w")));
    Route route = new Routes(environment).load(Set.of()).getFirst();
    assertThat(route).returns("drive_times", Route::taskType).returns("w", Route::workflowId);
  }
}

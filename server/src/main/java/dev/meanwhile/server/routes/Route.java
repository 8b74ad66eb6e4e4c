package dev.meanwhile.server.routes;

import dev.meanwhile.engine.TaskType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Where the tasks of one type go: a webhook, and how it is called.
///
/// @param title what people read; null for the name in words
/// @param workflowId what the other side calls its workflow
/// @param timeout how long an attempt may take, from the call to the last word
/// @param secrets what calls are signed with, the newest first; several while one is exchanged
/// @param header sent with each call as it is
/// @param concurrency how many may run at once, on all nodes together; null for any number
/// @param calls how many calls one node has open at once
/// @param dependency the service whose outage is waited out
/// @param silence after how long without a word the attempt has failed
/// @param origins where each setting was written, by its name
public record Route(
    String taskType,
    @Nullable String title,
    URI url,
    @Nullable String workflowId,
    Duration timeout,
    Mode mode,
    List<String> secrets,
    @Nullable Header header,
    @Nullable Integer concurrency,
    int calls,
    @Nullable String dependency,
    int retries,
    Duration silence,
    Map<String, String> origins) {

  /// Where the result comes from.
  public enum Mode {
    /// The call only starts the work; words and the result come later, to the callback address.
    CALLBACK,
    /// The answer to the call is the result.
    ANSWER;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// A header that the other side wants to see.
  public record Header(String name, String value) {
    /// Its value never gets into a log by accident.
    @Override
    public String toString() {
      return name + ": …";
    }
  }

  /// The kind of work, as the engine knows it.
  public TaskType<JsonNode> type() {
    TaskType<JsonNode> type =
        TaskType.of(taskType, JsonNode.class)
            .timeout(timeout)
            .retries(retries)
            .silence(silence)
            .aside(calls)
            .workflow(workflowId);
    type = title == null ? type : type.title(title);
    type = concurrency == null ? type : type.atOnce(concurrency);
    return dependency == null ? type : type.needs(dependency);
  }

  /// Who is called, for people: the address may hold what is not for everybody.
  public String host() {
    return url.getHost();
  }

  /// The address for those who look after it; its query may hold a password.
  public String shownUrl() {
    return url.toString().replaceFirst("\\?.*", "?…");
  }

  /// Neither secrets nor header.
  @Override
  public String toString() {
    return "Route[" + taskType + " to " + host() + "]";
  }
}

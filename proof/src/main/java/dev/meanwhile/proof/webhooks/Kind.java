package dev.meanwhile.proof.webhooks;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// One kind of receiver: what it does, and how its tasks must end.
///
/// @param name also the task type
/// @param words what it is, for people
/// @param settings of its route, besides the address
/// @param behaviour what it does with a call
/// @param right whether a task has ended as it must
/// @param heard how the node must have answered its callbacks, of each task
record Kind(
    String name,
    String words,
    Map<String, String> settings,
    Behaviour behaviour,
    Predicate<JsonNode> right,
    List<Integer> heard) {

  /// What a receiver does.
  @FunctionalInterface
  interface Behaviour {
    void meet(Visit visit) throws Exception;
  }

  Kind with(String setting, String value) {
    var more = new java.util.HashMap<>(settings);
    more.put(setting, value);
    return new Kind(name, words, Map.copyOf(more), behaviour, right, heard);
  }

  Kind hearing(Integer... statuses) {
    return new Kind(name, words, settings, behaviour, right, List.of(statuses));
  }

  Kind answering() {
    return with("MODE", "answer");
  }

  Kind tried(int times) {
    return with("RETRIES", Integer.toString(times));
  }

  static Kind of(String name, String words, Behaviour behaviour, Predicate<JsonNode> right) {
    return new Kind(
        name, words, Map.of("TIMEOUT", "6s", "RETRIES", "0"), behaviour, right, List.of());
  }

  static Predicate<JsonNode> completed() {
    return task -> task.get("status").asString().equals("completed");
  }

  /// Completed by this attempt.
  static Predicate<JsonNode> completed(int attempt) {
    return completed().and(task -> task.get("attempt").asInt() == attempt);
  }

  static Predicate<JsonNode> timeout() {
    return task ->
        task.get("status").asString().equals("timeout")
            && task.get("error_message").asString().startsWith("Request timed out after 6 seconds");
  }

  static Predicate<JsonNode> failed(String code) {
    return task ->
        task.get("status").asString().equals("failed")
            && task.get("error_details").get("code").asString().equals(code)
            && task.get("error_message").asString().matches("(?s).+: .+\\. .+\\.");
  }
}

package dev.meanwhile.server.rest;

import dev.meanwhile.server.problem.Refusal;
import dev.meanwhile.server.problem.Refusals;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Turns what the database refused into sentences. Its own sentences are those of the SQL contract
/// (MW001 to MW006); of everything else nobody sees its words, which may hold statements.
final class Faults {
  private static final String NOT_DONE = "Nothing was changed.";

  private Faults() {}

  /// @param misfit finds which of the values is no value of its type
  static RuntimeException of(
      RuntimeException failure, List<Given> given, Function<List<Given>, @Nullable String> misfit) {
    SQLException sql = cause(failure);
    String state = sql == null || sql.getSQLState() == null ? "" : sql.getSQLState();
    return switch (state) {
      case "MW001" ->
          refused(409, state, sql, "Read the task again; its status says what may follow.");
      case "MW003" -> refused(409, state, sql, "Leave it: somebody else goes on with the task.");
      case "MW002" -> refused(404, state, sql, "Check the id; lists show what you may see.");
      case "MW004" -> refused(400, state, sql, "Use a type that the house knows: GET /api/types.");
      case "MW005" -> refused(400, state, sql, "Correct the values and send them again.");
      case "MW006" -> refused(403, state, sql, "Use the key of somebody who may do it.");
      case "42501" ->
          new Refusal(
              403,
              "42501",
              NOT_DONE,
              "This is not yours to read or change.",
              "GET /api/me lists what you may do.");
      case "57014" ->
          new Refusal(
              504,
              "57014",
              "The request was stopped.",
              "The database worked on it for more than 10 seconds.",
              "Ask for less: filter by id, task_type or status, and order by id.");
      case "55P03", "40P01", "40001" -> Refusals.busy();
      default -> {
        if (state.startsWith("22")) {
          String place = misfit.apply(given);
          yield Wrong.query(
              state,
              place == null
                  ? "One of the values does not fit its column."
                  : "The value given for '%s' does not fit: it has to be %s."
                      .formatted(place, type(place, given)),
              "Correct it and send it again; nothing was changed.");
        }
        if (state.startsWith("54")) {
          yield Wrong.query(state, "The request is too large for the database.", "Ask for less.");
        }
        yield failure;
      }
    };
  }

  static boolean isConflict(RuntimeException failure) {
    SQLException sql = cause(failure);
    return sql != null && "MW001".equals(sql.getSQLState());
  }

  private static String type(String place, List<Given> given) {
    return given.stream()
        .filter(one -> one.place().equals(place))
        .map(Given::type)
        .findFirst()
        .orElse("something else");
  }

  private static Refusal refused(
      int status, String code, @Nullable SQLException sql, String advice) {
    return new Refusal(status, code, NOT_DONE, sentence(sql), advice);
  }

  /// What the contract said, without what the driver adds before and behind it.
  private static String sentence(@Nullable SQLException sql) {
    String message = sql == null || sql.getMessage() == null ? "" : sql.getMessage();
    int end = message.indexOf('\n');
    String line = end < 0 ? message : message.substring(0, end);
    return line.startsWith("ERROR: ") ? line.substring(7) : line;
  }

  private static @Nullable SQLException cause(Throwable failure) {
    for (Throwable one = failure; one != null; one = one.getCause()) {
      if (one instanceof SQLException sql) {
        return sql;
      }
    }
    return null;
  }
}

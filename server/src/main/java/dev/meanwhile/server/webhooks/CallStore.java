package dev.meanwhile.server.webhooks;

import dev.meanwhile.engine.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/// The last calls of each type.
@Repository
class CallStore {
  private static final String INSERT =
      """
      insert into meanwhile.webhook_calls (task_type, task_id, attempt, took_ms, url, request_head, request_body,
                                           answer_status, answer_head, answer_body, verdict)
      values (:type, :task, :attempt, :took, :url, :head::jsonb, :body, :status, :answer_head::jsonb, :answer_body,
              :verdict)
      returning id, called_at
      """;

  private static final String PRUNE =
      """
      delete from meanwhile.webhook_calls
       where task_type = :type
         and id < (select min(kept.id)
                     from (select id
                             from meanwhile.webhook_calls
                            where task_type = :type
                            order by id desc
                            limit :keep) kept)
      """;

  private static final String LAST =
      """
      select id, task_id, attempt, called_at, took_ms, url, request_head::text as request_head, request_body, answer_status,
             answer_head::text as answer_head, answer_body, verdict
        from meanwhile.webhook_calls
       where task_type = :type
       order by id desc
       limit :limit
      """;

  private final JdbcClient database;

  CallStore(JdbcClient database) {
    this.database = database;
  }

  /// @return it with its number and its time
  KeptCall insert(KeptCall call) {
    Map<String, String> head = call.answerHead();
    return database
        .sql(INSERT)
        .param("type", call.taskType())
        .param("task", call.taskId())
        .param("attempt", call.attempt())
        .param("took", call.tookMs())
        .param("url", call.url())
        .param("head", Json.write(call.requestHead()))
        .param("body", call.requestBody())
        .param("status", call.answerStatus())
        .param("answer_head", head == null ? null : Json.write(head))
        .param("answer_body", call.answerBody())
        .param("verdict", call.verdict())
        .query(
            (row, _) -> call.as(row.getLong(1), row.getObject(2, OffsetDateTime.class).toInstant()))
        .single();
  }

  /// Keeps so many of a type.
  void prune(String type, int keep) {
    database.sql(PRUNE).param("type", type).param("keep", keep).update();
  }

  List<KeptCall> last(String type, int limit) {
    return database
        .sql(LAST)
        .param("type", type)
        .param("limit", limit)
        .query((row, _) -> call(row, type))
        .list();
  }

  private static KeptCall call(ResultSet row, String type) throws SQLException {
    String answerHead = row.getString("answer_head");
    return new KeptCall(
        row.getLong("id"),
        type,
        row.getObject("task_id", UUID.class),
        row.getInt("attempt"),
        row.getObject("called_at", OffsetDateTime.class).toInstant(),
        row.getLong("took_ms"),
        row.getString("url"),
        head(row.getString("request_head")),
        row.getString("request_body"),
        row.getObject("answer_status", Integer.class),
        answerHead == null ? null : head(answerHead),
        row.getString("answer_body"),
        row.getString("verdict"));
  }

  private static Map<String, String> head(@Nullable String json) {
    Map<String, String> head = new java.util.LinkedHashMap<>();
    if (json != null) {
      for (Map.Entry<String, JsonNode> one : Json.mapper().readTree(json).properties()) {
        head.put(one.getKey(), one.getValue().asString());
      }
    }
    return head;
  }
}

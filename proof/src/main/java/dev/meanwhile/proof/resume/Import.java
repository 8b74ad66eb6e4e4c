package dev.meanwhile.proof.resume;

import dev.meanwhile.engine.Json;
import dev.meanwhile.proof.http.Answer;
import dev.meanwhile.proof.http.Line;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// An import that a node was asked for.
///
/// @param uploadMillis how long the answer took after the upload's last byte
/// @param submitMillis how long the answer to the submission took
record Import(Expected expected, UUID task, double uploadMillis, double submitMillis) {

  static Import begin(Expected expected, Line line) throws IOException {
    Answer uploaded = line.upload("/api/uploads?name=" + expected.name(), expected.file());
    var input =
        Map.of(
            "source_type", "csv",
            "upload_id", uploaded.json(201).get("id").asString(),
            "target", expected.target(),
            "mapping_config", Json.mapper().readTree(expected.mapping()));
    Answer submitted =
        line.post(
            "/api/tasks", Json.write(Map.of("task_type", "data_import", "input_data", input)));
    return new Import(
        expected,
        UUID.fromString(submitted.json(202).get("id").asString()),
        uploaded.millis(),
        submitted.millis());
  }

  JsonNode task(Line line) throws IOException {
    return line.get("/api/tasks/" + task).json(200);
  }
}

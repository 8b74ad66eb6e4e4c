package dev.meanwhile.integrations.simulator;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// What a simulator answers.
public record Reply(int status, String type, Map<String, String> headers, String body) {

  public static Reply json(int status, Object body) {
    String text = JsonMapper.shared().writeValueAsString(body);
    return new Reply(status, "application/json; charset=UTF-8", Map.of(), text);
  }

  public static Reply text(int status, String body) {
    return new Reply(status, "text/plain; charset=utf-8", Map.of(), body);
  }

  public static Reply empty(int status) {
    return new Reply(status, "", Map.of(), "");
  }

  Reply with(String header, String value) {
    return new Reply(status, type, Map.of(header, value), body);
  }
}

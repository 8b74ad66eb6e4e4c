package dev.meanwhile.integrations.slack;

import dev.meanwhile.integrations.simulator.Call;
import dev.meanwhile.integrations.simulator.Protocol;
import dev.meanwhile.integrations.simulator.Reply;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/// The incoming webhooks of Slack, as documented.
public final class SlackProtocol implements Protocol {
  private static final String PATH = "/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX";

  private final List<String> said = new CopyOnWriteArrayList<>();

  /// The address that a channel would get.
  ///
  /// @param simulator where it listens
  public static URI webhook(URI simulator) {
    return URI.create(simulator + PATH);
  }

  /// What was posted, the oldest first.
  public List<String> said() {
    return List.copyOf(said);
  }

  @Override
  public Reply answer(Call call) {
    if (!call.path().equals(PATH)) {
      return Reply.text(404, "no_service");
    }
    JsonNode body = call.json();
    if (!body.isObject()) {
      return Reply.text(400, "invalid_payload");
    }
    String text = body.path("text").asString("");
    if (text.isEmpty()) {
      return Reply.text(400, "no_text");
    }
    said.add(text);
    return Reply.text(200, "ok");
  }

  @Override
  public Reply error(int status) {
    return Reply.text(
        status,
        switch (status) {
          case 400 -> "invalid_payload";
          case 401, 403 -> "invalid_token";
          case 404 -> "no_service";
          case 410 -> "channel_is_archived";
          case 429 -> "rate_limited";
          default -> "rollup_error";
        });
  }

  @Override
  public Reply wrong(Call call) {
    return Reply.json(200, List.of(1));
  }
}

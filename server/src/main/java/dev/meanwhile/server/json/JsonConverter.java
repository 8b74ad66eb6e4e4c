package dev.meanwhile.server.json;

import dev.meanwhile.engine.Json;
import dev.meanwhile.server.problem.Refusal;
import dev.meanwhile.server.problem.Refusals;
import java.io.IOException;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;

/// The JSON of requests and answers, for Spring.
public final class JsonConverter extends AbstractHttpMessageConverter<Object> {

  public JsonConverter() {
    super(MediaType.APPLICATION_JSON);
  }

  @Override
  protected boolean supports(Class<?> type) {
    return true;
  }

  @Override
  protected Object readInternal(Class<?> type, HttpInputMessage input) throws IOException {
    if (input.getHeaders().getContentLength() > StrictJson.LIMIT) {
      throw tooLarge();
    }
    byte[] body = input.getBody().readNBytes(StrictJson.LIMIT + 1);
    if (body.length > StrictJson.LIMIT) {
      throw tooLarge();
    }
    return StrictJson.bind(StrictJson.read(body), type);
  }

  @Override
  protected void writeInternal(Object value, HttpOutputMessage output) throws IOException {
    output.getBody().write(Json.mapper().writeValueAsBytes(value));
  }

  private static Refusal tooLarge() {
    return Refusals.tooLarge(
        "The request was not read.",
        "Its body is larger than 1 MiB.",
        "Send less; a file goes to POST /api/uploads.");
  }
}

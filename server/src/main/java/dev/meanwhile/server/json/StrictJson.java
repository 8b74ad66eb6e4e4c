package dev.meanwhile.server.json;

import dev.meanwhile.engine.Json;
import dev.meanwhile.server.problem.Refusal;
import dev.meanwhile.server.problem.Refusals;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/// Reads JSON of strangers: bounded in size and depth, each name once, numbers as they were
/// written, no character that a database cannot keep, no field we do not know.
public final class StrictJson {
  /// The largest body, in bytes.
  public static final int LIMIT = 1024 * 1024;

  private static final int DEPTH = 100;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH)
                          .maxStringLength(LIMIT)
                          .maxNumberLength(1_000)
                          .maxNameLength(10_000)
                          .build())
                  .build())
          .propertyNamingStrategy(Json.mapper().serializationConfig().getPropertyNamingStrategy())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              texts ->
                  texts
                      .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .build();

  private StrictJson() {}

  /// @throws Refusal when the bytes are not one JSON document fit for us
  public static JsonNode read(byte[] body) {
    JsonNode tree;
    try {
      tree = MAPPER.readTree(body);
    } catch (StreamConstraintsException _) {
      throw Refusals.tooLarge(
          "The request was not read.",
          "Its body is nested more than %d levels deep, or holds a number or name that is too long."
              .formatted(DEPTH),
          "Send something simpler.");
    } catch (JacksonException e) {
      throw Refusals.badBody("broken-json", sentence(e));
    }
    if (tree == null || tree.isMissingNode()) {
      throw Refusals.badBody("no-body", "The request has no body.");
    }
    Unkeepable.refuse(tree);
    return tree;
  }

  /// @throws Refusal naming the field that does not fit the type
  public static <T> T bind(JsonNode tree, Class<T> type) {
    if (!tree.isObject()) {
      throw Refusals.badBody("wrong-shape", "The body must be a JSON object.");
    }
    try {
      return MAPPER.treeToValue(tree, type);
    } catch (JacksonException e) {
      var error = Misfit.of(e);
      String slug = error.code().equals("unknown") ? "unknown-field" : "wrong-value";
      throw Refusals.badBody(slug, error.message())
          .error(error.pointer(), error.code(), error.message());
    }
  }

  private static String sentence(JacksonException e) {
    String message = e.getOriginalMessage() == null ? "" : e.getOriginalMessage();
    if (message.startsWith("Duplicate")) {
      return "The body is not proper JSON: a name is in it twice%s.".formatted(place(e));
    }
    return "The body is not proper JSON%s.".formatted(place(e));
  }

  private static String place(JacksonException e) {
    TokenStreamLocation at = e.getLocation();
    return at == null || at.getLineNr() < 1
        ? ""
        : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
  }
}

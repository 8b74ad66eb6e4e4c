package dev.meanwhile.server.json;

import dev.meanwhile.server.problem.Refusals;
import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;

/// Finds what proper JSON may hold but PostgreSQL cannot keep.
final class Unkeepable {
  // PostgreSQL keeps far more; nobody counts further.
  private static final int MOST_DIGITS = 1_000;

  private Unkeepable() {}

  static void refuse(JsonNode node) {
    if (node.isString()) {
      refuse(node.stringValue());
    } else if (node.isBigDecimal()) {
      refuse(node.decimalValue());
    } else if (node.isObject()) {
      node.properties()
          .forEach(property -> {
            refuse(property.getKey());
            refuse(property.getValue());
          });
    } else if (node.isArray()) {
      node.forEach(Unkeepable::refuse);
    }
  }

  static void refuse(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw Refusals.badBody("nul-character", "The body holds a NUL character (\\u0000).");
      }
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          throw Refusals.badBody("half-character", "The body holds half of a character (\\ud800).");
        }
        i++;
      }
    }
  }

  private static void refuse(BigDecimal number) {
    if (Math.abs((long) number.precision() - number.scale()) > MOST_DIGITS
        || number.scale() > MOST_DIGITS) {
      throw Refusals.badBody("huge-number", "The body holds a number with too many digits.");
    }
  }
}

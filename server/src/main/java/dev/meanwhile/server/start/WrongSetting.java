package dev.meanwhile.server.start;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/// Names the setting whose value cannot be read.
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class WrongSetting extends AbstractFailureAnalyzer<BindException> {

  @Override
  protected @Nullable FailureAnalysis analyze(Throwable failure, BindException wrong) {
    String name = wrong.getName().toString();
    if (wrong.getProperty() == null || !name.startsWith("meanwhile")) {
      return null;
    }
    String variable = name.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
    return new FailureAnalysis(
        "%s is '%s', which cannot be read as %s."
            .formatted(variable, wrong.getProperty().getValue(), kind(wrong)),
        "docs/reference/configuration.md explains every setting.",
        failure);
  }

  private static String kind(BindException wrong) {
    Class<?> type = wrong.getTarget().getType().resolve(Object.class);
    return switch (type.getSimpleName()) {
      case "int", "Integer", "long", "Long" -> "a whole number";
      case "boolean", "Boolean" -> "true or false";
      case "Duration" -> "a length of time such as 10s or 5m";
      case "DataSize" -> "a size such as 512MB";
      case "Path" -> "a folder";
      default -> "a value of this setting";
    };
  }
}

package dev.meanwhile.apps.errands.dataimport;

import dev.meanwhile.apps.errands.dataimport.ImportInput.MappingConfig;
import dev.meanwhile.apps.errands.dataimport.source.FormatWish;
import dev.meanwhile.apps.errands.dataimport.target.Excerpt;
import dev.meanwhile.apps.errands.dataimport.target.Field;
import dev.meanwhile.apps.errands.dataimport.target.ImportTarget;
import dev.meanwhile.apps.errands.dataimport.target.Targets;
import dev.meanwhile.server.problem.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes a plan of what a request says, or notes everything that is wrong with it. It looks at
/// nothing outside the request.
final class PlanReading {
  private static final String COLUMNS = "/mapping_config/columns";

  private final List<FieldError> errors = new ArrayList<>();
  private final @Nullable ImportPlan plan;

  PlanReading(ImportInput input, Targets targets) {
    SourceType type = sourceType(input.sourceType());
    source(type, input);
    ImportTarget target = target(input, targets);
    MappingConfig config = input.mappingConfig();
    FormatWish format =
        config == null
            ? FormatWish.none()
            : new FormatReading("/mapping_config", errors)
                .read(config.encoding(), config.separator(), config.quote(), config.header());
    Map<String, String> columns = columns(target, config);
    plan =
        type == null || target == null || !errors.isEmpty()
            ? null
            : new ImportPlan(type, input.uploadId(), input.fileUrl(), target, format, columns);
  }

  /// Null when there are errors.
  @Nullable ImportPlan plan() {
    return plan;
  }

  List<FieldError> errors() {
    return errors;
  }

  private @Nullable SourceType sourceType(@Nullable String text) {
    SourceType type = text == null ? null : SourceType.of(text);
    if (text == null) {
      refuse("/source_type", "required", "Say with source_type what it is: %s.".formatted(all()));
    } else if (type == null) {
      refuse("/source_type", "unknown", "The source_type must be one of: %s.".formatted(all()));
    }
    return type;
  }

  private static String all() {
    return SourceType.all();
  }

  private void source(@Nullable SourceType type, ImportInput input) {
    boolean url = input.fileUrl() != null && !input.fileUrl().isBlank();
    if (type == SourceType.API && !url) {
      refuse("/file_url", "required", "An API needs its address in file_url.");
    }
    if (type == SourceType.API && input.uploadId() != null) {
      refuse("/upload_id", "not_usable", "An API has no upload; leave upload_id out.");
    } else if (url && input.uploadId() != null) {
      refuse("/file_url", "not_usable", "Give either upload_id or file_url, not both.");
    } else if (!url && input.uploadId() == null && type != SourceType.API) {
      refuse(
          "/upload_id", "required", "Name the file with upload_id, or its address with file_url.");
    }
  }

  private @Nullable ImportTarget target(ImportInput input, Targets targets) {
    String one = input.target();
    String other = input.destinationTable();
    if (one != null && other != null && !one.equals(other)) {
      refuse("/destination_table", "not_usable", "Give either target or destination_table.");
    }
    String name = one != null ? one : other;
    String pointer = one == null && other != null ? "/destination_table" : "/target";
    ImportTarget target = name == null ? null : targets.find(name);
    if (name == null) {
      refuse(pointer, "required", "Say with target what to fill: %s.".formatted(targets.names()));
    } else if (target == null) {
      refuse(
          pointer,
          "unknown",
          "There is no target '%s'. Use one of: %s.".formatted(Excerpt.of(name), targets.names()));
    }
    return target;
  }

  private Map<String, String> columns(
      @Nullable ImportTarget target, @Nullable MappingConfig config) {
    Map<String, String> columns = new LinkedHashMap<>();
    if (target == null || config == null || config.columns() == null) {
      return columns;
    }
    List<String> known = target.fields().stream().map(Field::name).toList();
    config
        .columns()
        .forEach((field, column) -> {
          String pointer = COLUMNS + "/" + field.replace("~", "~0").replace("/", "~1");
          if (!known.contains(field)) {
            refuse(pointer, "unknown", noField(target, field, known));
          } else if (column != null && column.isBlank()) {
            refuse(pointer, "not_usable", "The column for %s has no name.".formatted(field));
          } else if (column != null) {
            columns.put(field, column);
          }
        });
    String lacking = columns.isEmpty() ? null : target.lacks(columns.keySet());
    if (lacking != null) {
      refuse(COLUMNS, "required", lacking);
    }
    return columns;
  }

  private static String noField(ImportTarget target, String field, List<String> known) {
    return "%s have no field '%s'. Use one of: %s."
        .formatted(
            target.title(), Excerpt.of(field), known.stream().collect(Collectors.joining(", ")));
  }

  private void refuse(String pointer, String code, String message) {
    errors.add(new FieldError(pointer, code, message));
  }
}

package dev.meanwhile.server.routes;

import dev.meanwhile.server.start.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.FileSystemResource;

/// Finds what was written about task types: in the environment, on the command line, in the file,
/// and in the variables of the source documents.
final class RouteSources {
  private static final String PREFIX = "meanwhile.types.";
  private static final String VARIABLE = "MEANWHILE_TYPES_";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z0-9_.-]+)}");

  private final ConfigurableEnvironment environment;

  RouteSources(ConfigurableEnvironment environment) {
    this.environment = environment;
  }

  /// The settings of each type. What stands earlier counts: command line, environment, file, the
  /// documents' own variables.
  Map<String, Map<String, Written>> read(@Nullable Path file) {
    Map<String, Map<String, Written>> found = new TreeMap<>();
    for (PropertySource<?> source : sources(file)) {
      if (source instanceof EnumerablePropertySource<?> listed) {
        for (String name : listed.getPropertyNames()) {
          add(found, listed, name);
        }
      }
    }
    documented(found);
    return found;
  }

  private List<PropertySource<?>> sources(@Nullable Path file) {
    List<PropertySource<?>> sources = new ArrayList<>();
    environment.getPropertySources().forEach(sources::add);
    if (file != null) {
      try {
        sources.addAll(
            new PropertiesPropertySourceLoader()
                .load(file.getFileName().toString(), new FileSystemResource(file)));
      } catch (IOException | RuntimeException unreadable) {
        throw new StartRefused(
            "The file %s of the task types cannot be read.".formatted(file),
            Files.exists(file)
                ? "It has lines like meanwhile.types.chat.url=https://n8n.example.org/webhook/chat/process."
                : "Set MEANWHILE_TYPES_FILE to a file that is there, or to nothing.");
      }
    }
    return sources;
  }

  private void add(
      Map<String, Map<String, Written>> found, EnumerablePropertySource<?> source, String name) {
    boolean variable = source instanceof SystemEnvironmentPropertySource;
    String[] parts = variable ? ofVariable(name) : ofProperty(name);
    if (parts == null) {
      return;
    }
    String origin = origin(source, name, variable);
    String text = String.valueOf(source.getProperty(name));
    Written raw = new Written(name, text, origin);
    Written written = new Written(name, filled(raw), origin);
    found.computeIfAbsent(parts[0], _ -> new LinkedHashMap<>()).putIfAbsent(parts[1], written);
  }

  /// `MEANWHILE_TYPES_DATA_IMPORT_URL` is `url` of `data_import`: the setting is what it ends with.
  private static String @Nullable [] ofVariable(String name) {
    if (!name.startsWith(VARIABLE) || name.equals("MEANWHILE_TYPES_FILE")) {
      return null;
    }
    String rest = name.substring(VARIABLE.length()).toLowerCase(Locale.ROOT);
    String longest = "";
    for (String setting : RouteReader.SETTINGS) {
      if (rest.endsWith("_" + setting) && setting.length() > longest.length()) {
        longest = setting;
      }
    }
    int cut = longest.isEmpty() ? rest.lastIndexOf('_') : rest.length() - longest.length() - 1;
    return cut <= 0
        ? new String[] {rest, ""}
        : new String[] {rest.substring(0, cut), rest.substring(cut + 1)};
  }

  private static String @Nullable [] ofProperty(String name) {
    if (!name.startsWith(PREFIX) || name.equals("meanwhile.types.file")) {
      return null;
    }
    String rest = name.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('-', '_');
    int dot = rest.indexOf('.');
    return dot < 0
        ? new String[] {rest, ""}
        : new String[] {rest.substring(0, dot), rest.substring(dot + 1)};
  }

  private static String origin(PropertySource<?> source, String name, boolean variable) {
    if (variable) {
      return "environment variable " + name;
    }
    Origin origin = OriginLookup.getOrigin(source, name);
    if (origin instanceof TextResourceOrigin text && text.getLocation() != null) {
      return "%s, line %d".formatted(source.getName(), text.getLocation().getLine() + 1);
    }
    return source instanceof CommandLinePropertySource ? "command line" : source.getName();
  }

  private String filled(Written raw) {
    Matcher matcher = PLACEHOLDER.matcher(raw.value());
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      String value = environment.getProperty(matcher.group(1));
      if (value == null) {
        throw new StartRefused(
            "%s needs %s, which is not set.".formatted(raw.where(), matcher.group(1)),
            "Set it in the environment of this program.");
      }
      matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(filled).toString().strip();
  }

  /// N8N_BASE_URL with N8N_CHAT_WORKFLOW_ID routes `chat`, as the source documents have it.
  private void documented(Map<String, Map<String, Written>> found) {
    String base = environment.getProperty("N8N_BASE_URL");
    if (base == null || base.isBlank()) {
      return;
    }
    Map<String, String> paths =
        Map.of("chat", "chat/process", "email", "email/send", "data_import", "data/import");
    paths.forEach((type, path) -> {
      String variable = "N8N_" + type.toUpperCase(Locale.ROOT) + "_WORKFLOW_ID";
      String workflow = environment.getProperty(variable);
      if (workflow != null && !workflow.isBlank()) {
        Map<String, Written> settings = found.computeIfAbsent(type, _ -> new LinkedHashMap<>());
        String url = base.strip().replaceAll("/+$", "") + "/webhook/" + path;
        settings.putIfAbsent(
            "url", new Written("N8N_BASE_URL", url, "environment variable N8N_BASE_URL"));
        settings.putIfAbsent(
            "workflow_id",
            new Written(variable, workflow.strip(), "environment variable " + variable));
      }
    });
  }
}

package dev.meanwhile.server.rest;

import dev.meanwhile.server.problem.Refusal;
import dev.meanwhile.server.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What can be asked for: the views and functions that the database has. It is read once; a node
/// sets them up before it answers.
@Component
class Catalogue {
  private final RestStore store;
  private final String schema;
  private volatile @Nullable Map<String, View> views;
  private volatile @Nullable List<Signature> functions;

  Catalogue(RestStore store, Settings settings) {
    this.store = store;
    this.schema = settings.sql().schema();
  }

  Map<String, View> views() {
    Map<String, View> known = views;
    if (known == null) {
      var columns = new LinkedHashMap<String, List<Column>>();
      for (var one : store.columns(schema)) {
        columns.computeIfAbsent(one.view(), _ -> new ArrayList<>()).add(one.column());
      }
      var read = new LinkedHashMap<String, View>();
      columns.forEach((name, list) -> read.put(name, new View(schema, name, list)));
      known = java.util.Collections.unmodifiableMap(read);
      views = known;
    }
    return known;
  }

  /// @param profile the schema that the request names; null for none
  View view(String name, @Nullable String profile) {
    checkProfile(profile);
    View view = views().get(name);
    if (view == null) {
      throw unknown(
          "PGRST205",
          "There is no table '%s' here.".formatted(Wrong.shortened(name)),
          () -> String.join(", ", views().keySet()));
    }
    return view;
  }

  Signature function(String name, Set<String> arguments, @Nullable String profile) {
    checkProfile(profile);
    return functions().stream()
        .filter(one -> one.name().equals(name) && one.takes(arguments))
        .findFirst()
        .orElseThrow(() ->
            unknown(
                "PGRST202",
                "There is no function '%s' with the arguments that were given."
                    .formatted(Wrong.shortened(name)),
                () ->
                    functions().stream()
                        .map(one ->
                            one.name()
                                + one.arguments().stream()
                                    .map(Column::name)
                                    .collect(Collectors.joining(", ", "(", ")")))
                        .collect(Collectors.joining("; "))));
  }

  private List<Signature> functions() {
    List<Signature> known = functions;
    if (known == null) {
      var byId = new LinkedHashMap<String, List<RestStore.Declared>>();
      for (var one : store.arguments(schema)) {
        byId.computeIfAbsent(one.id(), _ -> new ArrayList<>()).add(one);
      }
      var read = new ArrayList<Signature>();
      for (var parts : byId.values()) {
        var arguments = new ArrayList<Column>();
        for (var part : parts) {
          if (part.argument() != null) {
            arguments.add(part.argument());
          }
        }
        read.add(
            new Signature(
                schema, parts.getFirst().function(), arguments, parts.getFirst().needed()));
      }
      known = List.copyOf(read);
      functions = known;
    }
    return known;
  }

  private void checkProfile(@Nullable String profile) {
    if (profile != null && !profile.equals(schema) && !profile.equals("public")) {
      throw new Refusal(
          406,
          "PGRST106",
          "The request was not answered.",
          "It asks for the schema '%s'.".formatted(Wrong.shortened(profile)),
          "The schema here is '%s'.".formatted(schema));
    }
  }

  private Refusal unknown(String code, String why, Supplier<String> known) {
    return new Refusal(
        404,
        code,
        Wrong.NOT_UNDERSTOOD,
        why,
        views().isEmpty()
            ? "The SQL contract is not installed: MEANWHILE_SQL_SCHEMA names where it lies."
            : "There are: " + known.get() + ".");
  }
}

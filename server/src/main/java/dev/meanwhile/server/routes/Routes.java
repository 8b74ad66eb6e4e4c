package dev.meanwhile.server.routes;

import dev.meanwhile.server.start.StartRefused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.stereotype.Component;

/// The routes as they are now. They are read at start and whenever their file changes; a mistake
/// ends the start, but not a node that works: that keeps what it has, and says what is wrong.
@Component
public class Routes {
  private static final Logger log = LoggerFactory.getLogger(Routes.class);

  private final RouteSources sources;
  private final @Nullable Path file;
  private volatile Map<String, Route> routes = Map.of();
  private volatile Map<String, Pull> pulls = Map.of();
  private volatile Set<String> taken = Set.of();
  private volatile @Nullable String problem;

  Routes(ConfigurableEnvironment environment) {
    this.sources = new RouteSources(environment);
    this.file = file(environment);
  }

  private static @Nullable Path file(ConfigurableEnvironment environment) {
    String named = environment.getProperty("meanwhile.types.file");
    if (named != null && !named.isBlank()) {
      return Path.of(named.strip());
    }
    Path usual =
        Path.of(environment.getProperty("meanwhile.data", "./.meanwhile"), "types.properties");
    return Files.exists(usual) ? usual : null;
  }

  /// Reads them for the first time.
  ///
  /// @param done the types this server does itself
  /// @throws StartRefused when something is wrong with them
  public List<Route> load(Set<String> done) {
    taken = Set.copyOf(done);
    Map<String, Map<String, Written>> written = sources.read(file);
    pulls = PullReader.pulls(written, taken);
    routes = RouteReader.routes(written, taken);
    return List.copyOf(routes.values());
  }

  /// Reads them again.
  ///
  /// @return those that are new or have changed
  public List<Route> reload() {
    Map<String, Route> fresh;
    Map<String, Pull> pulled;
    try {
      Map<String, Map<String, Written>> written = sources.read(file);
      pulled = PullReader.pulls(written, taken);
      fresh = RouteReader.routes(written, taken);
    } catch (StartRefused refused) {
      problem = refused.getMessage();
      log.warn("The task types stay as they are. {} {}", refused.getMessage(), refused.advice());
      return List.of();
    }
    Map<String, Route> all = new LinkedHashMap<>(routes);
    all.keySet().removeAll(pulled.keySet());
    Map<String, Pull> allPulled = new LinkedHashMap<>(pulls);
    allPulled.keySet().removeAll(fresh.keySet());
    allPulled.putAll(pulled);
    List<Route> changed = new ArrayList<>();
    fresh.forEach((type, route) -> {
      if (!route.equals(all.put(type, route))) {
        changed.add(route);
      }
    });
    List<String> gone =
        Stream.concat(all.keySet().stream(), allPulled.keySet().stream())
            .filter(type -> !fresh.containsKey(type) && !pulled.containsKey(type))
            .toList();
    problem =
        gone.isEmpty()
            ? null
            : "No longer configured, but kept until the next start: "
                + String.join(", ", gone)
                + ".";
    routes = Map.copyOf(all);
    pulls = Map.copyOf(allPulled);
    changed.forEach(
        route -> log.info("The task type '{}' is done by {} now.", route.taskType(), route.host()));
    return changed;
  }

  /// The file that is looked at; null when there is none.
  public @Nullable Path file() {
    return file;
  }

  /// Where tasks of this type go; null when they are not done by calling somebody.
  public @Nullable Route of(String taskType) {
    return routes.get(taskType);
  }

  /// How tasks of this type are pulled; null when they are not.
  public @Nullable Pull pull(String taskType) {
    return pulls.get(taskType);
  }

  /// The types whose tasks workers ask for.
  public List<Pull> pulls() {
    return List.copyOf(pulls.values());
  }

  /// What is wrong with the configuration since it was last changed; null when nothing is.
  public @Nullable String problem() {
    return problem;
  }
}

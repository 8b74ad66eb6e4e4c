package dev.meanwhile.apps.errands.dataimport.target;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// All targets there are.
@Component
public final class Targets {
  private final List<ImportTarget> all;

  public Targets(List<ImportTarget> all) {
    this.all = all.stream().sorted(Comparator.comparing(ImportTarget::name)).toList();
  }

  /// By name.
  public List<ImportTarget> all() {
    return all;
  }

  /// The target of this name; null when there is none.
  public @Nullable ImportTarget find(String name) {
    return all.stream().filter(target -> target.name().equals(name)).findFirst().orElse(null);
  }

  /// All names, for a sentence: "contacts, places".
  public String names() {
    return all.stream().map(ImportTarget::name).collect(Collectors.joining(", "));
  }
}

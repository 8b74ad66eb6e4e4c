package dev.meanwhile.engine.lease;

import dev.meanwhile.engine.TaskType;
import dev.meanwhile.engine.store.GateStore.RateGate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a task type must not exceed, on all nodes together.
///
/// @param atOnce how many may run; null for any number
/// @param atOncePerKey how many may run with the same key; null for any number
/// @param rates the type's own rate and that of what it needs
public record Limits(
    String taskType,
    @Nullable Integer atOnce,
    @Nullable Integer atOncePerKey,
    List<RateGate> rates) {

  /// The limits of those types that have any and run here.
  ///
  /// @param here the names of the types that run on this node
  /// @param dependencyRates by the dependency's name
  public static Map<String, Limits> of(
      Collection<TaskType<?>> types, Set<String> here, Map<String, RateGate> dependencyRates) {
    Map<String, Limits> limits = new LinkedHashMap<>();
    for (TaskType<?> type : types.stream().filter(one -> here.contains(one.name())).toList()) {
      List<RateGate> rates = new ArrayList<>();
      TaskType.Rate own = type.rate();
      if (own != null) {
        rates.add(new RateGate(gate(type.name()), own.tasks(), own.per()));
      }
      String dependency = type.dependency();
      RateGate shared = dependency == null ? null : dependencyRates.get(dependency);
      if (shared != null) {
        rates.add(shared);
      }
      if (type.atOnce() != null || type.atOncePerKey() != null || !rates.isEmpty()) {
        limits.put(
            type.name(),
            new Limits(type.name(), type.atOnce(), type.atOncePerKey(), List.copyOf(rates)));
      }
    }
    return limits;
  }

  /// What nobody else may be at while a task of the type is claimed.
  List<String> gates() {
    return Stream.concat(Stream.of(gate(taskType)), rates.stream().map(RateGate::gate))
        .distinct()
        .toList();
  }

  private static String gate(String taskType) {
    return "type:" + taskType;
  }
}

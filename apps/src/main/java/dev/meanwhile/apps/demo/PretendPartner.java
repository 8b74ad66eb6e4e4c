package dev.meanwhile.apps.demo;

import dev.meanwhile.integrations.simulator.Simulator;

/// A partner that is made up, and how it behaves at the moment.
final class PretendPartner {
  private final String name;
  private final String title;
  private final Simulator<?> simulator;
  private volatile Temper temper = Temper.WELL;

  /// @param name as tasks call it: `google_maps`
  /// @param title as people call it: "Google Maps"
  PretendPartner(String name, String title, Simulator<?> simulator) {
    this.name = name;
    this.title = title;
    this.simulator = simulator;
    simulator.mood(Temper.WELL.mood());
  }

  String name() {
    return name;
  }

  String title() {
    return title;
  }

  Temper temper() {
    return temper;
  }

  /// From now on.
  void behave(Temper other) {
    temper = other;
    simulator.mood(other.mood());
  }

  /// How often it was asked.
  int calls() {
    return simulator.calls().size();
  }

  void close() {
    simulator.close();
  }
}

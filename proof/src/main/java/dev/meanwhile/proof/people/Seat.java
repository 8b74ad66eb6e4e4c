package dev.meanwhile.proof.people;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody of one role with one habit, and what was wrong with how they were treated.
final class Seat {
  private final String role;
  private final String habitName;
  private final Habit habit;
  private final List<String> faults = new ArrayList<>();

  Seat(String role, String habitName, Habit habit) {
    this.role = role;
    this.habitName = habitName;
    this.habit = habit;
  }

  String role() {
    return role;
  }

  String name() {
    return role + ", " + habitName;
  }

  String habit() {
    return habitName;
  }

  void within(String when) {
    note(when, habit.within());
  }

  void after(String when, String farewell) {
    note(when, habit.after(farewell));
  }

  private void note(String when, @Nullable String fault) {
    if (fault != null) {
      faults.add(when + " " + fault);
    }
  }

  List<String> faults() {
    return faults;
  }
}

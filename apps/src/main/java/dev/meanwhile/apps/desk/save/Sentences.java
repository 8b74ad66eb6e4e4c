package dev.meanwhile.apps.desk.save;

import dev.meanwhile.engine.NewTask;
import java.util.LinkedHashSet;
import java.util.List;

/// What people read after a save.
final class Sentences {
  private Sentences() {}

  /// "Client saved. Drive times and Quo sync processing in background."
  static String saved(String sentence, List<NewTask> work) {
    var names = new LinkedHashSet<String>();
    work.forEach(task -> names.add(name(task.taskType())));
    if (names.isEmpty()) {
      return sentence;
    }
    var list = List.copyOf(names);
    String others = String.join(", ", list.subList(0, list.size() - 1));
    String all = (others.isEmpty() ? "" : others + " and ") + list.getLast();
    return "%s %s processing in background."
        .formatted(sentence, Character.toUpperCase(all.charAt(0)) + all.substring(1));
  }

  private static String name(String type) {
    return switch (type) {
      case "calculate_distances", "calculate_drive_times", "calculate_driver_distances" ->
          "drive times";
      case "add_openphone_contact", "sync_quo" -> "Quo sync";
      case "sync_calendar", "delete_calendar" -> "calendar";
      case "calculate_appointment_distance" -> "transit time";
      case "send_sms_notification" -> "text message";
      case "create_driver_calendar" -> "driver's calendar";
      case "recalculate_clinic_preferences" -> "clinic preferences";
      default -> type.replace('_', ' ');
    };
  }
}

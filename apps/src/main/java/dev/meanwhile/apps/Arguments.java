package dev.meanwhile.apps;

import java.util.ArrayList;
import java.util.List;

/// The words after a command: options with a value, and flags.
final class Arguments {
  private final String command;
  private final List<String> words;

  Arguments(String command, List<String> words) {
    this.command = command;
    this.words = new ArrayList<>();
    for (String word : words) {
      int equals = word.startsWith("--") ? word.indexOf('=') : -1;
      if (equals > 0) {
        this.words.add(word.substring(0, equals));
        this.words.add(word.substring(equals + 1));
      } else {
        this.words.add(word);
      }
    }
  }

  boolean flag(String name) {
    return words.remove(name);
  }

  String value(String name, String otherwise) {
    int place = words.indexOf(name);
    if (place < 0) {
      return otherwise;
    }
    words.remove(place);
    if (place == words.size()) {
      throw new Refused("%s needs a value after it.".formatted(name));
    }
    return words.remove(place);
  }

  /// Refuses what nobody asked for.
  void end() {
    if (!words.isEmpty()) {
      throw new Refused(
          "'%s' does not understand %s. './meanwhile help' shows what it takes."
              .formatted(command, String.join(" ", words)));
    }
  }
}

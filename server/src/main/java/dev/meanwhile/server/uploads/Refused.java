package dev.meanwhile.server.uploads;

import dev.meanwhile.server.problem.Refusal;

/// Why a file was not taken.
final class Refused {
  private static final String TITLE = "The file was not taken.";

  private Refused() {}

  static Refusal noFile(String detail) {
    return new Refusal(
        400,
        "no-file",
        TITLE,
        detail,
        "Send the file as the body, or as the part 'file' of multipart/form-data.");
  }

  static Refusal empty() {
    return new Refusal(
        422, "empty-file", TITLE, "It is empty.", "Choose a file that has something in it.");
  }

  static Refusal keyReused() {
    return new Refusal(
            422,
            "key-reused",
            TITLE,
            "This Idempotency-Key was used for another file.",
            "Use a new key for a new file.")
        .error("Idempotency-Key:", "reused", "This key was used for another file.");
  }
}

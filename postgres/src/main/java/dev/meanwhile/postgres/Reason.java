package dev.meanwhile.postgres;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;

/// Why something with files failed, in words.
final class Reason {
  private Reason() {}

  static String of(IOException failure) {
    return switch (failure) {
      case AccessDeniedException denied -> denied.getFile() + " may not be written by this user";
      case FileAlreadyExistsException file -> file.getFile() + " is a file, not a folder";
      case FileSystemException file when file.getReason() != null ->
          file.getFile() + ": " + file.getReason();
      default -> String.valueOf(failure.getMessage());
    };
  }

  static boolean isFullDisk(String text) {
    return text.contains("No space left on device") || text.contains("Disk quota exceeded");
  }
}

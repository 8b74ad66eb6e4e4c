package dev.meanwhile.postgres;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// Why something with files failed, in words.
final class Reason {
  private Reason() {}

  static String of(IOException failure) {
    return switch (failure) {
      case AccessDeniedException denied -> "this user has not the right to use " + denied.getFile();
      case NoSuchFileException missing -> missing.getFile() + " is missing";
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

package dev.meanwhile.apps;

import dev.meanwhile.postgres.PostgresFailed;
import dev.meanwhile.server.start.StartRefused;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.web.server.PortInUseException;

/// Turns whatever stopped a start into sentences for the person who asked for it.
final class StartFailure {
  private static final Logger LOG = LoggerFactory.getLogger(StartFailure.class);

  private StartFailure() {}

  static void tell(Throwable failure, PrintStream err) {
    if (toldByServer(failure)) {
      return;
    }
    if (failure instanceof Refused || failure instanceof PostgresFailed) {
      err.println(failure.getMessage());
      return;
    }
    LOG.error("Meanwhile could not start", failure);
    var log = System.getProperty("LOG_FILE");
    err.println(
        "Meanwhile could not start: %s. %s"
            .formatted(
                deepest(failure),
                log == null
                    ? "This should not happen; please report it."
                    : "All of it is in " + log));
  }

  /// What the server itself refuses, it has explained already.
  private static boolean toldByServer(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StartRefused
          || cause instanceof PortInUseException
          || cause instanceof BindException) {
        return true;
      }
    }
    return false;
  }

  private static String deepest(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    var line =
        String.valueOf(cause.getMessage())
            .lines()
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse(cause.getClass().getSimpleName());
    return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
  }

  /// Why a file could not be used, in words.
  static String reason(IOException failure) {
    return switch (failure) {
      case AccessDeniedException _ -> "no permission";
      case NoSuchFileException _ -> "it does not exist";
      case FileAlreadyExistsException _, NotDirectoryException _ -> "a file is in the way";
      default -> String.valueOf(failure.getMessage());
    };
  }
}

package dev.meanwhile.apps.errands.dataimport.guard;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;

/// What went wrong on the way, in sentences.
final class Troubles {

  private Troubles() {}

  static FetchFailed of(String host, Exception trouble) {
    Throwable cause = trouble instanceof IOException ? trouble : trouble.getCause();
    return switch (cause) {
      case UnknownHostException _ ->
          FetchFailed.forNow("The host %s is not known.".formatted(host), "unknown_host", null);
      case SSLException _ ->
          FetchFailed.forGood(
              "No safe connection to %s could be made.".formatted(host),
              "Check that its certificate is valid.",
              "tls");
      case SocketTimeoutException _ ->
          FetchFailed.forNow("%s did not answer in time.".formatted(host), "too_slow", null);
      case ZipException _ ->
          FetchFailed.forGood(
              "The answer of %s could not be unpacked.".formatted(host),
              "Offer the file unpacked, or upload it.",
              "bad_encoding");
      case null, default ->
          FetchFailed.forNow(
              "The connection to %s failed or broke off.".formatted(host),
              "source_unavailable",
              null);
    };
  }
}

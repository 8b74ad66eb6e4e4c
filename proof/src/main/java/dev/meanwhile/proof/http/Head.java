package dev.meanwhile.proof.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The beginning of an answer: its status, and its headers with names in lower case.
record Head(int status, Map<String, String> headers) {

  static Head read(InputStream in) throws IOException {
    var first = line(in);
    var words = first.split(" ", 3);
    if (words.length < 2) {
      throw new IOException("no answer in HTTP: " + first);
    }
    var headers = new HashMap<String, String>();
    for (var line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return new Head(Integer.parseInt(words[1]), headers);
  }

  boolean chunked() {
    return "chunked".equalsIgnoreCase(headers.get("transfer-encoding"));
  }

  static String line(InputStream in) throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the connection ended");
      }
      if (b != '\r') {
        bytes.write(b);
      }
    }
    return bytes.toString(ISO_8859_1);
  }
}

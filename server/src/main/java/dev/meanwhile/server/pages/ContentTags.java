package dev.meanwhile.server.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.zip.CRC32C;
import org.springframework.core.io.Resource;

/// The entity tag of a page: a sum of its bytes, worked out once.
final class ContentTags implements Function<Resource, String> {
  private final Map<String, String> known = new ConcurrentHashMap<>();

  @Override
  public String apply(Resource page) {
    return known.computeIfAbsent(page.getDescription(), _ -> sum(page));
  }

  private static String sum(Resource page) {
    var sum = new CRC32C();
    var buffer = new byte[8192];
    long size = 0;
    try (InputStream bytes = page.getInputStream()) {
      for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
        sum.update(buffer, 0, read);
        size += read;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "\"%x-%x\"".formatted(size, sum.getValue());
  }
}

package dev.meanwhile.integrations.maps;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// Where the postal codes of the United States lie. Contains data of GeoNames (www.geonames.org),
/// CC BY 4.0.
final class ZipPlaces {
  private static final String FILE = "us-zip-places.txt.gz";

  /// "…, NY 13202", "…, NY 13202-1234, USA": a house's number stands elsewhere.
  private static final Pattern AT_THE_END =
      Pattern.compile("\\b(\\d{5})(?:-\\d{4})?(?:,?\\s+(?:USA?|U\\.S\\.A?\\.?|United States))?$");

  /// Half a megabyte, read when somebody asks for it first.
  private static final class Known {
    private static final ZipPlaces PLACES = read();
  }

  private final int[] codes;
  private final float[] latitudes;
  private final float[] longitudes;

  private ZipPlaces(int size) {
    codes = new int[size];
    latitudes = new float[size];
    longitudes = new float[size];
  }

  static ZipPlaces known() {
    return Known.PLACES;
  }

  /// Where the postal code at the end of an address lies; null when there is none, or nobody knows
  /// it.
  Estimator.@Nullable Point find(String address) {
    Matcher code = AT_THE_END.matcher(address.strip());
    int place = code.find() ? Arrays.binarySearch(codes, Integer.parseInt(code.group(1))) : -1;
    return place < 0 ? null : new Estimator.Point(latitudes[place], longitudes[place]);
  }

  private static ZipPlaces read() {
    try (InputStream file = ZipPlaces.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException("The file %s is not in the jar.".formatted(FILE));
      }
      List<String> lines =
          new BufferedReader(
                  new InputStreamReader(new GZIPInputStream(file), StandardCharsets.US_ASCII))
              .lines()
              .toList();
      ZipPlaces places = new ZipPlaces(lines.size());
      for (int at = 0; at < lines.size(); at++) {
        places.put(at, lines.get(at).split(" ", -1));
      }
      return places;
    } catch (IOException unreadable) {
      throw new UncheckedIOException("The postal codes cannot be read.", unreadable);
    }
  }

  private void put(int at, String[] line) {
    codes[at] = Integer.parseInt(line[0]);
    latitudes[at] = Float.parseFloat(line[1]);
    longitudes[at] = Float.parseFloat(line[2]);
  }
}

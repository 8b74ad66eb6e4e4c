package dev.meanwhile.proof.resume;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.meanwhile.proof.ProofFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;

/// The real file: every US postal code, read here without any code of the import.
final class PlacesFile {
  private static final String MAPPING =
      """
      {"columns": {"name": "City", "postal_code": "Zip Code", "region": "State", "region_code": "State Code",
                   "county": "County", "latitude": "Latitude", "longitude": "Longitude", "country": "Country"}}
      """;

  private PlacesFile() {}

  static Expected read(Path home) throws IOException {
    var file = home.resolve("samples").resolve("us-zip-codes.csv");
    if (!Files.exists(file)) {
      throw new ProofFailed("The sample %s is missing.".formatted(file));
    }
    var good = new ArrayList<Row>();
    try (CsvReader<NamedCsvRecord> records = CsvReader.builder().ofNamedCsvRecord(file)) {
      for (var record : records) {
        good.add(
            new Row(
                record.getStartingLineNumber(),
                record.getField("Zip Code"),
                record.getField("City")));
      }
    }
    return new Expected(file, "us-zip-codes.csv", "places", MAPPING, good, Set.of());
  }
}

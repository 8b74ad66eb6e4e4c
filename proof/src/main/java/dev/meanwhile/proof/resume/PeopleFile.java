package dev.meanwhile.proof.resume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;

/// A generated file of people, with known bad rows at places of chance.
final class PeopleFile {
  private static final List<String> FIRST =
      List.of("Ada", "Björn", "Chloé", "Dmitri", "Emeka", "Fatima", "Grace", "Hồng", "Ines", "Jun");
  private static final List<String> LAST =
      List.of(
          "Okafor", "Østergård", "García, M.D.", "Ivanov", "Müller", "O'Neill", "Huang", "Çelik");
  private static final double BAD_SHARE = 0.005;
  private static final String MAPPING =
      """
      {"columns": {"first_name": "First Name", "last_name": "Last Name", "email": "E-mail", "company": "Company"}}
      """;

  private PeopleFile() {}

  static Expected write(Path file, int rows, Random chance) throws IOException {
    var good = new ArrayList<Row>(rows);
    var bad = new HashSet<Long>();
    try (var out = Files.newBufferedWriter(file)) {
      out.write("First Name,Last Name,E-mail,Company\r\n");
      for (long line = 2; line < rows + 2L; line++) {
        var first = FIRST.get(chance.nextInt(FIRST.size()));
        var last = LAST.get(chance.nextInt(LAST.size()));
        var email = "person%d@example.org".formatted(line);
        var company = "Company %d \"%s\"".formatted(line % 97, first);
        if (chance.nextDouble() < BAD_SHARE) {
          bad.add(line);
          out.write(spoiled(first, email, company, chance.nextInt(3)));
        } else {
          good.add(new Row(line, email, company));
          out.write(String.join(",", first, quoted(last), email, quoted(company)));
        }
        out.write("\r\n");
      }
    }
    return new Expected(file, file.getFileName().toString(), "contacts", MAPPING, good, bad);
  }

  private static String spoiled(String first, String email, String company, int how) {
    return switch (how) {
      case 0 -> String.join(",", first, "", email.replace("@", " at "), quoted(company));
      case 1 -> String.join(",", "", "", "", quoted(company));
      default -> String.join(",", first, email);
    };
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\"", "\"\"") + "\"";
  }
}

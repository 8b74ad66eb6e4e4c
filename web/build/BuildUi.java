import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Builds the pages with the installed Node and lays them where the jar takes them from:
/// `java build/BuildUi.java build UI_SKIP` and `java build/BuildUi.java test UI_SKIP SKIP_TESTS…`. Runs on JDK 17 too,
/// because Maven may.
class BuildUi {
  private static final Path SOURCES = Path.of("packages");
  private static final Path BUILT = Path.of("target", "ui");
  private static final Path STAMP = Path.of("target", "ui.inputs");
  private static final Path MODULES = Path.of("node_modules");
  private static final Path MODULES_STAMP = MODULES.resolve(".meanwhile-lock");
  private static final Path JAR = Path.of("target", "classes", "META-INF", "resources");
  private static final Path LOG = Path.of("target", "npm.log");
  private static final Set<String> NOT_INPUT = Set.of("node_modules", "dist", "target");

  public static void main(String[] arguments) throws Exception {
    boolean skip = arguments.length > 1 && arguments[1].equals("true");
    boolean test = arguments.length > 0 && arguments[0].equals("test");
    if (test && Arrays.asList(arguments).contains("true")) {
      return;
    }
    Files.createDirectories(LOG.getParent());
    String obstacle = skip ? "-Dui.skip was given" : obstacle();
    if (obstacle != null) {
      if (!test) {
        delete(JAR);
        say("The server is built without its pages: " + obstacle + ".");
      }
      return;
    }
    installModules();
    if (test) {
      npm("The tests of the pages failed", "test");
      say("The tests of the pages passed: " + summaryOfTests() + ".");
    } else {
      build();
    }
  }

  private static void build() throws Exception {
    String inputs = hash(inputs());
    if (Files.exists(BUILT) && inputs.equals(read(STAMP))) {
      say("The pages have not changed since they were built.");
    } else {
      long start = System.nanoTime();
      say("Building the pages with npm…");
      delete(BUILT);
      npm("The pages could not be built", "run", "build");
      Files.writeString(STAMP, inputs);
      say("Built the pages in " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) + " s.");
    }
    delete(JAR);
    copy(BUILT, JAR);
  }

  /// Fetches the packages of the lock file, unless exactly these are there already.
  private static void installModules() throws Exception {
    String lock = hash(List.of(Path.of("package-lock.json")));
    if (lock.equals(read(MODULES_STAMP))) {
      return;
    }
    say("Fetching the packages that build the pages (only when package-lock.json changed)…");
    npm("The packages that build the pages could not be fetched", "ci", "--ignore-scripts");
    Files.writeString(MODULES_STAMP, lock);
  }

  /// Why npm cannot run here, or null when it can.
  private static String obstacle() throws Exception {
    String node = firstLine("node", "--version");
    if (node == null || firstLine(npmName(), "--version") == null) {
      return "no Node.js with npm was found (install Node.js 20.19 or newer to have them)";
    }
    String[] parts = node.replaceFirst("^v", "").split("\\.");
    int major = Integer.parseInt(parts[0]);
    int minor = Integer.parseInt(parts[1]);
    boolean enough = major > 22 || (major == 22 && minor >= 12) || (major == 20 && minor >= 19);
    return enough ? null : "they need Node.js 20.19 or 22.12 or newer, and here is " + node;
  }

  private static void npm(String failure, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(npmName()));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(LOG.toFile()).redirectInput(new File(isWindows() ? "NUL" : "/dev/null"));
    builder.environment().put("NO_COLOR", "1");
    builder.environment().put("CI", "1");
    int code = builder.start().waitFor();
    if (code != 0) {
      List<String> lines = Files.readAllLines(LOG);
      int half = Math.min(30, lines.size() / 2);
      lines.subList(0, half).forEach(System.err::println);
      lines.subList(Math.max(half, lines.size() - 40), lines.size()).forEach(System.err::println);
      System.err.println(
          failure + ": see above and web/" + LOG + "; -Dui.skip builds the server without them.");
      System.exit(1);
    }
  }

  private static String firstLine(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 && !output.isBlank() ? output.lines().findFirst().get() : null;
    } catch (IOException notInstalled) {
      return null;
    }
  }

  private static String summaryOfTests() throws IOException {
    return Files.readAllLines(LOG).stream()
        .map(String::strip)
        .filter(line -> line.startsWith("Tests "))
        .map(line -> line.replaceFirst("^Tests\\s+", ""))
        .reduce("no count given", (first, second) -> second);
  }

  /// All that the built pages depend on, in a fixed order.
  private static List<Path> inputs() throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> top = Files.list(Path.of("."))) {
      top.map(Path::normalize)
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().equals("pom.xml"))
          .forEach(files::add);
    }
    Files.walkFileTree(
        SOURCES,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return NOT_INPUT.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.add(file);
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(Comparator.comparing(Path::toString));
    return files;
  }

  private static String hash(List<Path> files) throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (Path file : files) {
      digest.update((file + "\n" + Files.size(file) + "\n").getBytes(StandardCharsets.UTF_8));
      digest.update(Files.readAllBytes(file));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String read(Path stamp) throws IOException {
    return Files.exists(stamp) ? Files.readString(stamp) : "";
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      files.filter(Files::isRegularFile).forEach(file -> copyOne(file, to.resolve(from.relativize(file))));
    }
  }

  private static void copyOne(Path file, Path target) {
    try {
      Files.createDirectories(target.getParent());
      Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static String npmName() {
    return isWindows() ? "npm.cmd" : "npm";
  }

  private static boolean isWindows() {
    return System.getProperty("os.name").startsWith("Windows");
  }

  private static void say(String sentence) {
    System.out.println(sentence);
  }
}

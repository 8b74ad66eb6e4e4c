package dev.meanwhile.stories;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody brings a file, watches it go in, comes back to it, stops it, and takes home what was
/// refused.
class ImportStoryTest {
  private static final double PATIENCE = 60_000;
  private static final Path ZIP_CODES = Path.of("../samples/us-zip-codes.csv");
  private static final List<String> WCAG =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

  /// The elements that stick out to the right when the page scrolls sideways.
  private static final String TOO_WIDE =
      """
      () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? []
          : [...document.querySelectorAll('body *')]
              .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth)
              .map(e => e.outerHTML.slice(0, 120))
      """;

  @TempDir static Path folder;
  private static Installation installation;
  private static ForeignPage foreign;
  private static Playwright playwright;
  private static Browser browser;

  private BrowserContext context;
  private Page page;
  private final List<String> complaints = new ArrayList<>();

  @BeforeAll
  static void open() throws IOException {
    assumeTrue(
        Browsers.installed().isPresent(),
        "The browser stories are skipped because no Chromium or Chrome is installed here.");
    foreign = new ForeignPage();
    installation = new Installation(folder, foreign.origin());
    assumeTrue(
        ImportStoryTest.class.getResource("/META-INF/resources/index.html") != null,
        "The browser stories are skipped because the pages were not built.");
    playwright = Browsers.playwright();
    browser = Browsers.open(playwright);
  }

  @AfterAll
  static void close() {
    for (AutoCloseable part : new AutoCloseable[] {browser, playwright, installation, foreign}) {
      try {
        if (part != null) {
          part.close();
        }
      } catch (Exception failure) {
        throw new IllegalStateException(failure);
      }
    }
  }

  @BeforeEach
  void sitDown() {
    context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setBaseURL(installation.address())
                .setAcceptDownloads(true));
    page = context.newPage();
    page.setDefaultTimeout(PATIENCE);
    page.onPageError(complaints::add);
    page.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        complaints.add(message.text());
      }
    });
  }

  @AfterEach
  void standUp() {
    context.close();
  }

  @Test
  void a_file_is_uploaded_watched_and_its_rejected_rows_taken_home() throws IOException {
    Path file = folder.resolve("people.csv");
    Files.writeString(file, people(3000));

    bring(file);
    page.getByRole(AriaRole.COMBOBOX, named("Import into")).selectOption("contacts");
    page.getByRole(AriaRole.BUTTON, named("Import")).click();

    page.waitForURL(Pattern.compile(".*/tasks/[0-9a-f-]{36}"));
    assertThat(page.locator(".sentence"))
        .containsText("2,997 records imported, 3 skipped due to errors", patiently());
    assertThat(page.locator("mw-timeline")).containsText("Validating");
    Download rejects =
        page.waitForDownload(
            () -> page.getByText(Pattern.compile("Download rejected rows")).click());
    assertThat(Files.readAllLines(rejects.path()))
        .hasSize(4)
        .anySatisfy(line -> assertThat(line).startsWith("1001,"));
    assertThat(complaints).isEmpty();
    lookAt("task-done");
  }

  @Test
  void whoever_reloads_in_the_middle_finds_the_import_where_it_is() {
    bring(ZIP_CODES);
    page.getByRole(AriaRole.BUTTON, named("Import")).click();
    page.waitForURL(Pattern.compile(".*/tasks/[0-9a-f-]{36}"));

    page.reload();

    assertThat(page.locator(".sentence")).containsText("Import complete!", patiently());
    assertThat(page.locator(".sentence")).containsText("records imported");
    assertThat(page.locator("mw-import-result")).containsText("rows imported");
    assertThat(complaints).isEmpty();
  }

  @Test
  void a_running_import_is_stopped_by_hand_after_a_question() throws IOException {
    Path file = folder.resolve("many.csv");
    Files.writeString(file, people(400_000));
    bring(file);
    page.getByRole(AriaRole.COMBOBOX, named("Import into")).selectOption("contacts");
    page.getByRole(AriaRole.BUTTON, named("Import")).click();
    page.waitForURL(Pattern.compile(".*/tasks/[0-9a-f-]{36}"));
    assertThat(page.locator(".sentence")).containsText("Processing row", patiently());
    assertThat(page.getByRole(AriaRole.PROGRESSBAR)).isVisible();
    lookAt("task-running");

    page.getByRole(AriaRole.BUTTON, named("Cancel")).click();
    Locator question = page.getByRole(AriaRole.DIALOG);
    assertThat(question).isVisible();
    question.locator("button[value=yes]").click();

    assertThat(page.locator(".pill").first())
        .containsText(
            "cancelled",
            new com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions()
                .setIgnoreCase(true)
                .setTimeout(PATIENCE));
    page.navigate("/tasks?status=cancelled");
    assertThat(page.getByText("many.csv").first()).isVisible();
    assertThat(complaints).isEmpty();
  }

  @Test
  void a_status_line_works_in_a_plain_page_of_somebody_else() {
    bring(ZIP_CODES);
    page.getByRole(AriaRole.BUTTON, named("Import")).click();
    page.waitForURL(Pattern.compile(".*/tasks/[0-9a-f-]{36}"));
    String id = page.url().substring(page.url().lastIndexOf('/') + 1);
    foreign.show(
        """
        <!doctype html><html lang="en"><title>Somebody else</title>
        <script src="%s/meanwhile.js" defer></script>
        <main><h1>My own page</h1><mw-status task="%s"></mw-status></main></html>
        """
            .formatted(installation.address(), id));

    page.navigate(foreign.origin());

    assertThat(page.locator("mw-status")).containsText("Import complete!", patiently());
    assertThat(complaints).isEmpty();
  }

  @Test
  void every_page_is_accessible_in_both_themes_and_fits_a_narrow_screen() {
    bring(ZIP_CODES);
    String checking = page.url().substring(installation.address().length());
    page.getByRole(AriaRole.BUTTON, named("Import")).click();
    page.waitForURL(Pattern.compile(".*/tasks/[0-9a-f-]{36}"));
    String task = page.url().substring(installation.address().length());
    assertThat(page.locator(".sentence")).containsText("Import complete!", patiently());

    for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
      for (String path : List.of("/", "/import", checking, "/tasks", task, "/nowhere")) {
        page.setViewportSize(1280, 900);
        page.navigate(path);
        assertThat(page.getByRole(AriaRole.HEADING).first()).isVisible();
        page.waitForLoadState();
        List<String> violations =
            new AxeBuilder(page)
                .withTags(WCAG).analyze().getViolations().stream().map(Rule::toString).toList();
        assertThat(violations).as("%s in %s", path, theme).isEmpty();
        page.setViewportSize(320, 800);
        Object tooWide = page.evaluate(TOO_WIDE);
        assertThat(tooWide).as("%s sticks out at 320 px", path).isEqualTo(List.of());
        lookAt(theme.name().toLowerCase(java.util.Locale.ROOT) + path.replaceAll("[^a-z]+", "-"));
      }
    }
  }

  private void bring(Path file) {
    page.navigate("/import");
    page.locator("input[type=file]").setInputFiles(file);
    assertThat(page.getByRole(AriaRole.BUTTON, named("Import"))).isEnabled();
  }

  /// Every thousandth line lacks what a contact needs.
  private static String people(int rows) {
    StringBuilder csv = new StringBuilder("Name,E-mail,Phone\n");
    for (int row = 1; row <= rows; row++) {
      csv.append(
          row % 1000 == 0
              ? ",,\n".replace(",,", "Nobody,not-an-address,")
              : "Person %d,person%d@example.org,+1555%07d\n".formatted(row, row, row));
    }
    return csv.toString();
  }

  private void lookAt(String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "screenshots", name + ".png"))
            .setFullPage(true));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private static com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions
      patiently() {
    return new com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions()
        .setTimeout(PATIENCE);
  }
}

package dev.meanwhile.stories;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.meanwhile.engine.Tasks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody looks after what went wrong: sets a task aside, takes that back, tries many again, and
/// follows an outage.
class TroubleStoryTest {
  private static final double PATIENCE = 60_000;
  private static final List<String> WCAG =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

  @TempDir static Path folder;
  private static HttpServer printer;
  private static Installation installation;
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
    assumeTrue(
        TroubleStoryTest.class.getResource("/META-INF/resources/index.html") != null,
        "The browser stories are skipped because the pages were not built.");
    printer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    printer.createContext("/", TroubleStoryTest::print);
    printer.start();
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(
        folder.resolve("data/types.properties"),
        """
        meanwhile.types.poster.url=http://127.0.0.1:%d/print?key=hidden
        meanwhile.types.poster.secret=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
        meanwhile.types.poster.mode=answer
        meanwhile.types.poster.concurrency=3
        """
            .formatted(printer.getAddress().getPort()));
    installation = new Installation(folder, "", Trouble.class);
    playwright = Browsers.playwright();
    browser = Browsers.open(playwright);
  }

  @AfterAll
  static void close() {
    if (printer != null) {
      printer.stop(0);
    }
    for (AutoCloseable part : new AutoCloseable[] {browser, playwright, installation}) {
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
        browser.newContext(new Browser.NewContextOptions().setBaseURL(installation.address()));
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
  void a_failed_task_is_set_aside_taken_back_and_tried_again_with_all_others() {
    trouble().outOfPaper = true;
    String first = submit(Trouble.letter(1));
    submit(Trouble.letter(2));
    submit(Trouble.letter(3));

    page.navigate("/tasks/" + first);
    assertThat(page.locator(".pill").first()).containsText("Needs attention", patiently());
    button("Dismiss").click();
    Locator question = page.getByRole(AriaRole.DIALOG);
    assertThat(question).containsText("You can take this back");
    lookAt("dismiss-dialog");
    question.getByRole(AriaRole.TEXTBOX).fill("Printed by hand.");
    question.getByRole(AriaRole.BUTTON, inside("Dismiss it")).click();
    assertThat(page.locator(".pill").first()).containsText("Dismissed", patiently());
    assertThat(page.locator("mw-task-head")).containsText("Printed by hand.");
    lookEverywhere("/tasks/" + first, "dismissed");
    button("Take the dismissal back").click();
    assertThat(page.locator(".pill").first()).containsText("Needs attention", patiently());

    lookEverywhere("/tasks?show=attention", "attention");
    assertThat(page.locator("tbody tr")).hasCount(3);
    trouble().outOfPaper = false;
    button("Retry all…").click();
    assertThat(question).containsText("Retry 3 tasks?");
    lookAt("bulk-dialog");
    question.getByRole(AriaRole.BUTTON, inside("Retry 3 tasks")).click();

    assertThat(page.locator("mw-bulk-bar")).containsText("Retried 3 of 3 tasks.", patiently());
    page.navigate("/tasks?show=done&type=letter");
    assertThat(page.locator("tbody tr")).hasCount(3);
    assertThat(page.locator("tbody")).containsText("Printed.");
    assertThat(complaints).isEmpty();
  }

  @Test
  void an_outage_is_one_incident_that_people_can_follow_and_direct() {
    trouble().away = true;
    String waiting = submit(Trouble.route(1));
    submit(Trouble.route(2));

    page.navigate("/tasks/" + waiting);
    assertThat(page.locator(".waits")).containsText("The atlas", patiently());
    lookEverywhere("/tasks/" + waiting, "waiting");
    page.navigate("/");
    page.getByRole(AriaRole.LINK, named("Outages")).click();
    Locator atlas = page.locator("mw-dependency").filter(having("The atlas"));
    assertThat(atlas).containsText("It answers 503", patiently());
    assertThat(page.locator("mw-incident")).hasCount(1);
    assertThat(page.locator("mw-incident")).containsText("Goes on");
    lookEverywhere("/outages", "outage");

    trouble().away = false;
    button("Try The atlas now").click();
    Locator question = page.getByRole(AriaRole.DIALOG);
    question.getByRole(AriaRole.BUTTON, inside("Try it now")).click();
    assertThat(question.locator(".wrong")).containsText("Say why");
    question.getByRole(AriaRole.TEXTBOX).fill("They say it is mended.");
    question.getByRole(AriaRole.BUTTON, inside("Try it now")).click();

    assertThat(atlas).containsText("Working", patiently());
    assertThat(page.locator("mw-incident")).containsText("Over", patiently());
    assertThat(page.locator("mw-incident")).hasCount(1);
    page.locator("mw-incident summary").click();
    assertThat(page.locator(".history")).containsText("By sandra");
    lookAt("incident-history");

    button("Pause The atlas").click();
    question.getByRole(AriaRole.TEXTBOX).fill("They move house.");
    question.getByRole(AriaRole.BUTTON, inside("Pause The atlas")).click();
    assertThat(atlas).containsText("Paused by sandra: They move house.", patiently());
    assertThat(complaints).isEmpty();
  }

  @Test
  void a_webhook_is_paused_tried_and_looked_into_from_its_pages() {
    page.navigate("/");
    page.getByRole(AriaRole.LINK, named("Task types")).click();
    button("Pause Poster").click();
    Locator question = page.getByRole(AriaRole.DIALOG);
    question.getByRole(AriaRole.TEXTBOX).fill("The ink is being changed.");
    question.getByRole(AriaRole.BUTTON, inside("Pause it")).click();
    Locator row = page.getByRole(AriaRole.ROW).filter(having("Poster"));
    assertThat(row).containsText("The ink is being changed.", patiently());
    page.navigate("/types/poster");
    page.getByLabel("Input (JSON)", exactly()).fill("{\"size\": 2}");
    button("Send the task").click();
    assertThat(page.locator("mw-send-task")).containsText("It has been taken", patiently());
    lookEverywhere("/types", "types");
    assertThat(row).containsText("1 waiting", patiently());
    button("Resume Poster").click();
    question.getByRole(AriaRole.TEXTBOX).fill("It is full again.");
    question.getByRole(AriaRole.BUTTON, inside("Resume it")).click();

    page.navigate("/types/poster");
    assertThat(page.locator("mw-call")).hasCount(1, counting());
    button("Make a test call").click();
    assertThat(page.locator("mw-test-call")).containsText("answered 200", patiently());
    assertThat(page.locator("mw-call")).hasCount(2, counting());
    page.locator("mw-call summary").first().click();
    Locator call = page.locator("mw-call").first();
    assertThat(call).containsText("\"test\": true");
    assertThat(call).containsText("\"printed\": \"<script>\"");
    assertThat(page.locator("main")).not().containsText("hidden");
    page.getByLabel("webhook-id", exactly()).fill("msg_1");
    page.getByLabel("webhook-timestamp", exactly()).fill("1614265330");
    page.getByLabel("webhook-signature", exactly()).fill("v1,AAAA");
    button("Check it").click();
    assertThat(page.locator("mw-check-signature")).containsText("does not fit its id", patiently());
    lookAt("webhook");
    lookEverywhere("/types/poster", "type");
    assertThat(complaints).isEmpty();
  }

  @Test
  void a_schedule_is_paused_and_run_from_its_page() {
    page.navigate("/types");
    page.getByRole(AriaRole.LINK, named("Schedules")).click();
    Locator card = page.getByRole(AriaRole.ARTICLE);
    assertThat(card).containsText("Mondays to Fridays at 02:30, Europe/Vienna", patiently());
    button("Pause count at night").click();
    Locator question = page.getByRole(AriaRole.DIALOG);
    question.getByRole(AriaRole.TEXTBOX).fill("Paper is short.");
    question.getByRole(AriaRole.BUTTON, inside("Pause it")).click();
    assertThat(card).containsText("Paper is short.", patiently());
    lookEverywhere("/schedules", "schedules");
    button("Run count at night now").click();
    page.getByRole(AriaRole.LINK, named("see how it goes")).click();
    assertThat(page.locator(".pill").first()).containsText("Done", patiently());
    assertThat(complaints).isEmpty();
  }

  private static void print(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    byte[] answer = "{\"printed\":\"<script>\",\"token\":\"hidden\"}".getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private static Locator.FilterOptions having(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private static HasCountOptions counting() {
    return new HasCountOptions().setTimeout(PATIENCE);
  }

  private static Page.GetByLabelOptions exactly() {
    return new Page.GetByLabelOptions().setExact(true);
  }

  /// Both themes, wide and narrow: accessible, and nothing sticks out.
  private void lookEverywhere(String path, String name) {
    for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
      page.setViewportSize(1280, 900);
      page.navigate(path);
      assertThat(page.locator("main .pill").first()).isVisible();
      List<String> violations =
          new AxeBuilder(page)
              .withTags(WCAG).analyze().getViolations().stream().map(Rule::toString).toList();
      assertThat(violations).as("%s in %s", path, theme).isEmpty();
      lookAt(name + "-" + theme.name().toLowerCase(Locale.ROOT));
      page.setViewportSize(320, 800);
      assertThat(
              page.evaluate(
                  "document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
          .as("%s fits 320 px", path)
          .isEqualTo(true);
      lookAt(name + "-" + theme.name().toLowerCase(Locale.ROOT) + "-narrow");
    }
    page.setViewportSize(1280, 900);
  }

  private static Trouble trouble() {
    return installation.bean(Trouble.class);
  }

  private static String submit(dev.meanwhile.engine.NewTask task) {
    UUID id = installation.bean(Tasks.class).submit(task).id();
    return id.toString();
  }

  private Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, named(name));
  }

  private void lookAt(String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "screenshots", "trouble-" + name + ".png"))
            .setFullPage(true));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Locator.GetByRoleOptions inside(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }

  private static ContainsTextOptions patiently() {
    return new ContainsTextOptions().setTimeout(PATIENCE);
  }
}

package dev.meanwhile.stories;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
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
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody hears of what failed, wherever they are: in one of two tabs, and on the phone; and what
/// is mended in one place is gone everywhere.
class NoticeStoryTest {
  private static final double PATIENCE = 60_000;
  private static final List<String> WCAG =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

  @TempDir static Path folder;
  private static Installation installation;
  private static Playwright playwright;
  private static Browser browser;

  private final List<String> complaints = new ArrayList<>();
  private final List<String> streams = new ArrayList<>();

  @BeforeAll
  static void open() {
    assumeTrue(
        Browsers.installed().isPresent(),
        "The browser stories are skipped because no Chromium or Chrome is installed here.");
    assumeTrue(
        NoticeStoryTest.class.getResource("/META-INF/resources/index.html") != null,
        "The browser stories are skipped because the pages were not built.");
    installation = new Installation(folder, "", Trouble.class);
    playwright = Browsers.playwright();
    browser = Browsers.open(playwright);
  }

  @AfterAll
  static void close() {
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

  @Test
  void a_failure_is_told_seen_mended_and_gone_everywhere() {
    installation.bean(Trouble.class).outOfPaper = true;
    BrowserContext desk = context(1280, 900);
    Page first = visit(desk, "/");
    Page second = visit(desk, "/tasks");
    BrowserContext pocket = context(390, 844);
    Page phone = visit(pocket, "/");

    submit(first, 1);
    isTold(first, "Client 1");
    isTold(phone, "The letter was not printed: the printer is out of paper.");
    bellSays(first, "Background tasks, 1 needs attention");
    bellSays(second, "Background tasks, 1 needs attention");
    assertThat(toasts(second)).hasCount(0);
    lookEverywhere(first, "toast");
    first.keyboard().press("F6");
    assertThat(focused(first)).isEqualTo("MW-TOASTS");
    first.keyboard().press("Escape");
    assertThat(focused(first)).isNotEqualTo("MW-TOASTS");
    submit(first, 2);
    submit(first, 3);
    isTold(first, "3 tasks failed: The printer is out of paper.");
    assertThat(toasts(first)).hasCount(1);

    bell(second).click();
    assertThat(items(second)).hasCount(3, soon());
    bellSays(first, "Background tasks");
    lookEverywhere(second, "panel");
    installation.bean(Trouble.class).outOfPaper = false;
    inPanel(second, "Retry Client 1").click();
    assertThat(items(second)).hasCount(2, soon());
    isTold(first, "2 tasks failed: The printer is out of paper.");

    bell(phone).click();
    assertThat(items(phone)).hasCount(2, soon());
    lookEverywhere(phone, "phone");
    inPanel(phone, "Dismiss Client 2").click();
    assertThat(items(second)).hasCount(1, soon());
    inPanel(phone, "Undo").click();
    assertThat(items(second)).hasCount(2, soon());
    inPanel(phone, "Dismiss all").click();
    for (Page page : List.of(phone, second)) {
      assertThat(panel(page)).containsText("Nothing needs you.", patiently());
    }
    assertThat(toasts(first)).hasCount(0, soon());
    panel(second).getByRole(AriaRole.TAB, inside("Done")).click();
    assertThat(panel(second)).containsText("Printed.", patiently());
    second.keyboard().press("Escape");
    assertThat(panel(second)).hasCount(0);
    assertThat(focused(second)).isEqualTo("MW-BELL");

    // Both tabs of the desk had one stream; the tab that is left goes on with it.
    assertThat(streams).hasSize(2);
    first.close();
    installation.bean(Trouble.class).outOfPaper = true;
    submit(second, 4);
    isTold(second, "Client 4");
    toasts(second).getByRole(AriaRole.BUTTON, inside("Dismiss")).click();
    isTold(second, "Dismissed.");
    assertThat(complaints).isEmpty();
    desk.close();
    pocket.close();
  }

  @Test
  void a_driver_hears_nothing() {
    BrowserContext car = context(390, 844);
    Page page = car.newPage();
    page.request()
        .post("/api/session/demo", RequestOptions.create().setData(Map.of("username", "dora")));
    page.onRequest(request -> streams.add(request.url()));
    page.navigate("/profile");
    assertThat(page.getByRole(AriaRole.HEADING).first()).isVisible();
    assertThat(page.locator("mw-bell")).hasCount(0);
    assertThat(streams).noneMatch(url -> url.contains("/api/live"));
    car.close();
  }

  @Test
  void every_widget_can_be_seen_in_every_state() {
    BrowserContext desk = context(1280, 900);
    Page page = desk.newPage();
    page.navigate("/gallery.html");
    assertThat(page.locator("mw-panel[still] li").first()).isVisible();
    assertThat(page.locator("mw-toasts li").first()).isVisible();
    assertThat(page.locator("mw-failed .cause").first()).isVisible();
    lookEverywhere(page, "gallery");
    desk.close();
  }

  private Page visit(BrowserContext context, String path) {
    Page page = context.newPage();
    page.setDefaultTimeout(PATIENCE);
    page.onPageError(complaints::add);
    page.onRequest(request -> {
      if (request.url().contains("/api/live")) {
        streams.add(request.url());
      }
    });
    page.navigate(path);
    assertThat(bell(page)).isVisible();
    assertThat(page.locator(".connection.live")).isVisible();
    return page;
  }

  /// As the person of the page.
  private static void submit(Page page, int client) {
    var answer =
        page.request()
            .post(
                "/api/tasks",
                RequestOptions.create()
                    .setData(
                        Map.of(
                            "task_type",
                            "letter",
                            "input_data",
                            Map.of("client", "Client " + client),
                            "entity_type",
                            "client",
                            "entity_id",
                            "K" + client,
                            "entity_label",
                            "Client " + client)));
    assertThat(answer.status()).isEqualTo(202);
  }

  private static void isTold(Page page, String words) {
    assertThat(page.locator("mw-toasts")).containsText(words, patiently());
  }

  private static void bellSays(Page page, String name) {
    assertThat(
            page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true)))
        .hasCount(1, soon());
  }

  private static Locator bell(Page page) {
    return page.locator("mw-bell button");
  }

  private static Locator toasts(Page page) {
    return page.locator("mw-toasts li");
  }

  private static Locator panel(Page page) {
    return page.locator("mw-panel section");
  }

  private static Locator items(Page page) {
    return panel(page).locator("li");
  }

  private static Locator inPanel(Page page, String name) {
    return panel(page).getByRole(AriaRole.BUTTON, inside(name));
  }

  private static String focused(Page page) {
    return String.valueOf(page.evaluate("document.activeElement.tagName"));
  }

  private static BrowserContext context(int width, int height) {
    return browser.newContext(
        new Browser.NewContextOptions()
            .setBaseURL(installation.address())
            .setReducedMotion(ReducedMotion.REDUCE)
            .setViewportSize(width, height));
  }

  /// Both themes, accessible, and nothing sticks out of a narrow screen.
  private static void lookEverywhere(Page page, String name) {
    var size = page.viewportSize();
    for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
      // Colours that were drawn before must not be judged.
      page.evaluate(
          "() => new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn, 100)))");
      List<String> violations =
          new AxeBuilder(page)
              .withTags(WCAG).analyze().getViolations().stream().map(Rule::toString).toList();
      assertThat(violations).as("%s in %s", name, theme).isEmpty();
      lookAt(page, name + "-" + theme.name().toLowerCase(Locale.ROOT));
      page.setViewportSize(320, 800);
      assertThat(
              page.evaluate(
                  "document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
          .as("%s fits 320 px", name)
          .isEqualTo(true);
      lookAt(page, name + "-" + theme.name().toLowerCase(Locale.ROOT) + "-narrow");
      page.setViewportSize(size.width, size.height);
    }
  }

  private static void lookAt(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "screenshots", "notices-" + name + ".png")));
  }

  private static Locator.GetByRoleOptions inside(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }

  private static ContainsTextOptions patiently() {
    return new ContainsTextOptions().setTimeout(PATIENCE);
  }

  private static HasCountOptions soon() {
    return new HasCountOptions().setTimeout(PATIENCE);
  }
}

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
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasValueOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.meanwhile.integrations.simulator.Mood;
import dev.meanwhile.server.people.DemoPeople;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A day at the booking desk: an agent adds a client while Google Maps is away and books, a
/// supervisor repairs what failed for good, and a driver sees the trips and nothing else.
class DeskStoryTest {
  private static final double PATIENCE = 60_000;
  private static final List<String> WCAG =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
  private static final String HINT =
      "Travel times are still being calculated. Transit time may need to be entered manually.";

  /// Colours have changed over.
  private static final String SETTLED =
      """
      () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
          .then(() => Promise.allSettled(document.getAnimations().map(one => one.finished)))
          .then(() => null)
      """;

  @TempDir static Path folder;
  private static Partners partners;
  private static Installation installation;
  private static Playwright playwright;
  private static Browser browser;

  private final List<String> complaints = new ArrayList<>();

  @BeforeAll
  static void open() {
    assumeTrue(
        Browsers.installed().isPresent(),
        "The browser stories are skipped because no Chromium or Chrome is installed here.");
    assumeTrue(
        DeskStoryTest.class.getResource("/META-INF/resources/index.html") != null,
        "The browser stories are skipped because the pages were not built.");
    partners = new Partners();
    installation = new Installation(folder, partners.settings());
    playwright = Browsers.playwright();
    browser = Browsers.open(playwright);
  }

  @AfterAll
  static void close() {
    for (AutoCloseable part : new AutoCloseable[] {browser, playwright, installation, partners}) {
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
  void a_day_at_the_desk_from_a_new_client_to_the_drivers_trip() {
    Page sandra = person("Sandra Supervisor", 1280);
    furnish(sandra);
    Page ben = person("Ben Booking", 1280);
    addsClientWhileMapsIsAway(ben);
    booksAsSoonAsTheWayIsKnown(ben, sandra);
    movesWithAndWithoutDragging(ben);
    Page other = person("Ben Booking", 390);
    repairsWhatFailed(ben, other, sandra);
    looksAround(sandra);
    drives(person("Dora Driver", 390));
    assertThat(complaints).isEmpty();
  }

  private static void furnish(Page page) {
    clinic(page, "Harbour Clinic", "1 Bay Street");
    clinic(page, "Hill Clinic", "9 Hill Road");
    driver(page, "Maria Lopez", Map.of());
    driver(page, "Dora Driver", Map.of("user_id", DemoPeople.ALL.get(3).id().toString()));
  }

  private static void clinic(Page page, String name, String address) {
    post(
        page,
        "/api/clinics",
        Map.of("name", name, "address", address, "city", "Tampa", "state", "FL", "zip", "33602"));
  }

  private static void driver(Page page, String name, Map<String, String> more) {
    var driver = new HashMap<String, String>(more);
    driver.put("full_name", name);
    driver.put("home_address", "5 Palm Avenue");
    driver.put("home_city", "Tampa");
    driver.put("home_state", "FL");
    driver.put("home_zip", "33605");
    post(page, "/api/drivers", driver);
  }

  private void addsClientWhileMapsIsAway(Page page) {
    partners.maps.mood(new Mood.Down());
    page.getByRole(AriaRole.LINK, named("Desk")).click();
    page.getByRole(AriaRole.LINK, named("Clients")).click();
    page.getByRole(AriaRole.LINK, named("Add a client")).click();
    fill(page, "First name", "John");
    button(page, "Add the client").click();
    Locator last = page.getByLabel(Pattern.compile("^Last name"));
    assertThat(last).hasAttribute("aria-invalid", "true");
    assertThat(page.getByText("The last name is missing.").last()).isVisible();
    lookEverywhere(page, "client-form");
    fill(page, "Last name", "Smith");
    fill(page, "Phone", "(813) 555-0123");
    fill(page, "Address", "12 Oak Street");
    fill(page, "City", "Tampa");
    fill(page, "State", "FL");
    fill(page, "ZIP", "33606");
    page.getByLabel("Primary clinic").selectOption("Harbour Clinic");
    button(page, "Add the client").dblclick();
    assertThat(page.locator(".saved")).containsText("Client saved.", patiently());
    assertThat(page.locator(".rows tbody tr")).hasCount(1);
    Locator chips = page.locator(".rows mw-chips");
    assertThat(chips).containsText("Contact in Quo ✓", patiently());
    assertThat(chips).containsText("Drive times", patiently());
    assertThat(page.locator("mw-outage-hint"))
        .containsText("Google Maps does not answer.", patiently());
    lookEverywhere(page, "clients");
  }

  /// The form stands open while Google Maps comes back.
  private void booksAsSoonAsTheWayIsKnown(Page page, Page sandra) {
    page.locator(".rows").getByRole(AriaRole.LINK).first().click();
    assertThat(page.getByRole(AriaRole.HEADING, named("John Smith"))).isVisible();
    lookEverywhere(page, "client");
    page.getByRole(AriaRole.LINK, named("Book an appointment")).click();
    assertThat(page.locator(".hint-travel")).hasText(HINT, textPatiently());
    assertThat(page.getByLabel("Transit time (minutes)")).hasValue("");
    assertThat(page.getByLabel("Pick-up address")).hasValue(Pattern.compile("12 Oak Street.*"));
    lookAt(page, "booking-without-travel-times");
    mends(sandra);
    assertThat(page.locator(".hint-travel")).hasText("", textPatiently());
    assertThat(page.getByLabel("Transit time (minutes)"))
        .hasValue(Pattern.compile("\\d+"), new HasValueOptions().setTimeout(PATIENCE));
    lookEverywhere(page, "booking");
    button(page, "Book it").click();
    assertThat(page.locator(".saved")).containsText("Appointment", patiently());
    assertThat(page.locator("mw-outage-hint")).hasText("", textPatiently());
  }

  /// Nobody has to try by hand; it only saves the minute until the next try.
  private static void mends(Page page) {
    page.navigate("/desk/operations");
    assertThat(page.getByLabel("Google Maps").first())
        .containsText("until it answers", patiently());
    lookEverywhere(page, "operations-in-an-outage");
    page.getByRole(AriaRole.LINK, named("Pause or try one")).click();
    button(page, "Try Google Maps now").click();
    Locator question = page.getByRole(AriaRole.DIALOG);
    question.getByRole(AriaRole.TEXTBOX).fill("They say it is mended.");
    partners.maps.mood(new Mood.Fine());
    question.getByRole(AriaRole.BUTTON, inside(Pattern.compile("Try it now"))).click();
  }

  private void movesWithAndWithoutDragging(Page page) {
    Locator block = page.locator(".time-grid .block");
    assertThat(block).hasCount(1);
    lookEverywhere(page, "day");
    Locator lane =
        page.locator(".column", new Page.LocatorOptions()).nth(columnOf(page, "Maria Lopez"));
    drag(page, block, lane);
    assertThat(page.locator(".saved")).containsText("Moved John Smith to", patiently());
    assertThat(lane.locator(".block")).hasCount(1);
    assertThat(page.locator(".saved")).containsText("Maria Lopez");
    button(page, "Undo").click();
    assertThat(page.locator(".saved")).containsText("John Smith is back", patiently());
    assertThat(lane.locator(".block")).hasCount(0);
    block.focus();
    page.keyboard().press("m");
    page.locator("mw-move-form").getByLabel("Driver").selectOption("Dora Driver");
    page.locator("mw-move-form").getByLabel(Pattern.compile("^Time")).fill("23:30");
    button(page, "Move it").click();
    assertThat(page.locator(".saved")).containsText("11:30", patiently());
    assertThat(page.locator(".saved")).containsText("Dora Driver");
    page.navigate("/desk/appointments?view=list");
    assertThat(page.locator("mw-agenda mw-chips")).containsText("Google Calendar ✓", patiently());
    lookEverywhere(page, "list");
    page.getByRole(AriaRole.LINK, named("Week")).click();
    assertThat(page.locator(".time-grid .column")).hasCount(7);
    lookEverywhere(page, "week");
    page.getByRole(AriaRole.LINK, named("Month")).click();
    assertThat(page.locator(".month .entry")).hasCount(1);
    lookEverywhere(page, "month");
  }

  /// Two windows of the agent, one of them as small as a phone, and the supervisor's.
  private void repairsWhatFailed(Page page, Page other, Page sandra) {
    partners.quo.mood(new Mood.Broken(403));
    page.navigate("/desk/clients?new=1");
    fill(page, "First name", "Ann");
    fill(page, "Last name", "Lee");
    fill(page, "Phone", "(813) 555-0124");
    button(page, "Add the client").click();
    assertThat(page.locator(".saved mw-chips"))
        .containsText("Contact in Quo: needs attention", patiently());
    other.navigate("/desk/clients?q=lee");
    assertThat(other.locator(".rows mw-chips"))
        .containsText("Contact in Quo: needs attention", patiently());
    sandra.navigate("/desk/operations");
    assertThat(sandra.locator("main")).containsText("Ann Lee", patiently());
    lookEverywhere(sandra, "operations");
    partners.quo.mood(new Mood.Fine());
    sandra
        .locator("mw-needing")
        .getByRole(AriaRole.BUTTON, inside(Pattern.compile("^Retry")))
        .click();
    assertThat(sandra.locator("main")).containsText("Nothing needs a person", patiently());
    assertThat(page.locator(".saved mw-chips")).containsText("Contact in Quo ✓", patiently());
    assertThat(other.locator(".rows mw-chips")).containsText("Contact in Quo ✓", patiently());
  }

  private void looksAround(Page page) {
    for (String path :
        List.of("/desk", "/desk/drivers", "/desk/clinics", "/desk/appointments/bulk")) {
      page.navigate(path);
      assertThat(page.locator("main .card").first()).isVisible();
      lookEverywhere(page, path.substring(1).replace('/', '-'));
    }
  }

  private void drives(Page page) {
    assertThat(page).hasURL(Pattern.compile(".*/desk/trips"));
    assertThat(page.locator("mw-agenda")).containsText("John Smith", patiently());
    assertThat(page.locator("mw-chips")).hasCount(0);
    for (String hidden : List.of("Tasks", "Desk", "Import", "Outages")) {
      assertThat(page.getByRole(AriaRole.LINK, named(hidden))).hasCount(0);
    }
    lookEverywhere(page, "trips");
  }

  private static void drag(Page page, Locator block, Locator lane) {
    block.scrollIntoViewIfNeeded();
    BoundingBox from = block.boundingBox();
    BoundingBox to = lane.boundingBox();
    page.mouse().move(from.x + 20, from.y + 8);
    page.mouse().down();
    page.mouse().move(to.x + 30, from.y + 20);
    page.mouse().move(to.x + 40, from.y + 72);
    page.mouse().up();
  }

  private static int columnOf(Page page, String driver) {
    List<String> heads = page.locator(".time-grid .head").allTextContents();
    assertThat(heads).contains(driver);
    return heads.indexOf(driver);
  }

  /// Signs a made-up person in, in a browser of their own.
  private Page person(String name, int width) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setBaseURL(installation.address())
                .setReducedMotion(ReducedMotion.REDUCE)
                .setTimezoneId("America/New_York")
                .setViewportSize(width, 900));
    Page page = context.newPage();
    page.setDefaultTimeout(PATIENCE);
    page.onPageError(complaints::add);
    page.onConsoleMessage(message -> {
      // A browser complains of every refusal, and here some are meant.
      if (message.type().equals("error") && !message.text().contains("the server responded with")) {
        complaints.add(message.text());
      }
    });
    page.navigate("/sign-in");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).click();
    assertThat(page.getByRole(AriaRole.LINK, named(name))).isVisible();
    return page;
  }

  /// Both themes, wide and narrow: accessible, and nothing sticks out.
  private static void lookEverywhere(Page page, String name) {
    var size = page.viewportSize();
    for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
      page.evaluate(SETTLED);
      String shot = name + "-" + theme.name().toLowerCase(Locale.ROOT);
      List<String> violations =
          new AxeBuilder(page)
              .withTags(WCAG).analyze().getViolations().stream().map(Rule::toString).toList();
      assertThat(violations).as("%s in %s", name, theme).isEmpty();
      lookAt(page, shot);
      page.setViewportSize(320, 800);
      assertThat(
              page.evaluate(
                  "document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
          .as("%s fits 320 px", name)
          .isEqualTo(true);
      lookAt(page, shot + "-narrow");
      page.setViewportSize(size.width, size.height);
    }
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
  }

  private static void lookAt(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "screenshots", "desk-" + name + ".png"))
            .setFullPage(true));
  }

  private static void post(Page page, String path, Map<String, String> body) {
    Object status =
        page.evaluate(
            """
            ([path, body]) => fetch(path, {
              method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)
            }).then(answer => answer.status)
            """,
            List.of(path, body));
    assertThat(status).as(path).isEqualTo(201);
  }

  private static void fill(Page page, String label, String text) {
    page.getByLabel(Pattern.compile("^" + label)).fill(text);
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, named(name));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Locator.GetByRoleOptions inside(Pattern name) {
    return new Locator.GetByRoleOptions().setName(name);
  }

  private static ContainsTextOptions patiently() {
    return new ContainsTextOptions().setTimeout(PATIENCE);
  }

  private static HasTextOptions textPatiently() {
    return new HasTextOptions().setTimeout(PATIENCE);
  }
}

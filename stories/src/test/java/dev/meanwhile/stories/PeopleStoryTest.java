package dev.meanwhile.stories;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PageAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.meanwhile.server.people.Accounts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An administrator sets the house up and invites an agent, who signs in on a phone, keeps an
/// account, is warned, signed out, and lands on the same page again.
class PeopleStoryTest {
  private static final double PATIENCE = 30_000;
  private static final String ADMINS = "seven green bicycles";
  private static final String FIRST = "nine quiet lanterns";
  private static final String SECOND = "ten patient otters";
  private static final List<String> WCAG =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
  private static final Pattern SIGN_IN = Pattern.compile(".*/sign-in(\\?.*)?");

  @TempDir static Path folder;
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
        PeopleStoryTest.class.getResource("/META-INF/resources/index.html") != null,
        "The browser stories are skipped because the pages were not built.");
    installation = new Installation(folder, "", false);
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
  void an_agent_is_invited_works_rests_too_long_and_comes_back_to_the_same_page() {
    BrowserContext desk = context(1280, 900);
    Page admin = page(desk);
    setUp(admin);
    String link = invite(admin);
    BrowserContext phone = context(390, 844);
    Page agent = page(phone);
    join(agent, link);
    profile(agent);
    signOutInAnotherTab(phone, agent);
    rest(agent);
    look(admin);
    assertThat(complaints).isEmpty();
    phone.close();
    desk.close();
  }

  private void setUp(Page page) {
    page.navigate("/");
    assertThat(page).hasURL(SIGN_IN);
    lookAt(page, "nobody-yet");
    page.getByRole(AriaRole.LINK, named("Set up")).click();
    lookEverywhere(page, "setup");
    fill(page, "Code", "WRONG-WRONG-WRONG-WRONG");
    fill(page, "Username", "ada");
    fill(page, "Full name", "Ada Admin");
    fill(page, "E-mail", "ada@desk.example");
    fill(page, "Password", ADMINS);
    button(page, "Go on");
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("The code is not the one");
    fill(
        page,
        "Code",
        installation.bean(Accounts.class).setUpCode().text().toLowerCase(Locale.ROOT));
    button(page, "Go on");
    assertThat(page.getByRole(AriaRole.LINK, named("Ada Admin"))).isVisible();
  }

  private static String invite(Page page) {
    page.getByRole(AriaRole.LINK, named("People")).click();
    fill(page, "Username", "ben");
    fill(page, "Full name", "Ben Booking");
    fill(page, "E-mail", "ben@desk.example");
    button(page, "Invite");
    String link = page.locator(".notice code").textContent();
    assertThat(link).startsWith(installation.address() + "/join#");
    return link;
  }

  private void join(Page page, String link) {
    page.navigate(link);
    lookEverywhere(page, "join");
    fill(page, "Password", "password123");
    button(page, "Go on");
    assertThat(page.getByText("Too many people use that password.").first()).isVisible();
    fill(page, "Password", FIRST);
    button(page, "Go on");
    assertThat(page.getByRole(AriaRole.LINK, named("Ben Booking"))).isVisible();
    assertThat(page.getByRole(AriaRole.LINK, named("People"))).hasCount(0);
  }

  private void profile(Page page) {
    page.getByRole(AriaRole.LINK, named("Ben Booking")).click();
    fill(page, "Phone", "555 123 4567");
    button(page, "Save");
    assertThat(page.locator("p.notice")).containsText("Your profile is saved.");
    fill(page, "Current password", FIRST);
    fill(page, "New password", SECOND);
    button(page, "Change the password");
    assertThat(page.locator("p.notice").last()).containsText("The password is changed");
    fill(page, "Name of a new key", "n8n");
    button(page, "Make a key");
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("mwk_");
    page.getByLabel("Theme").and(page.locator("select")).selectOption("dark");
    button(page, "Save the preferences");
    assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
    page.reload();
    assertThat(page.getByLabel("Phone")).hasValue("+15551234567");
    assertThat(page.getByText("n8n, reads only")).isVisible();
    assertThat(page.locator("body")).not().containsText("mwk_");
    assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
    page.getByLabel("Theme").and(page.locator("select")).selectOption("system");
    button(page, "Save the preferences");
    assertThat(page.locator("html")).not().hasAttribute("data-theme", "dark");
    lookEverywhere(page, "profile");
  }

  private void signOutInAnotherTab(BrowserContext phone, Page page) {
    Page other = page(phone);
    other.navigate("/tasks");
    assertThat(other.getByRole(AriaRole.LINK, named("Ben Booking"))).isVisible();
    button(page, "Sign out");
    assertThat(page).hasURL(SIGN_IN);
    assertThat(other).hasURL(Pattern.compile(".*/sign-in\\?back=%2Ftasks"), soon());
    fill(other, "Username", "ben");
    fill(other, "Password", FIRST);
    button(other, "Sign in");
    assertThat(other.getByRole(AriaRole.ALERT))
        .containsText("The username or the password is wrong.");
    lookAt(other, "wrong-password");
    other.close();
  }

  /// Two hours without activity are the end; two minutes before it one key helps.
  private void rest(Page page) {
    lookEverywhere(page, "sign-in");
    page.navigate("/sign-in?back=%2Ftasks%3Fshow%3Ddone");
    enter(page, SECOND);
    assertThat(page).hasURL(Pattern.compile(".*/tasks\\?show=done"));
    installation.moveClock(Duration.ofMinutes(119));
    page.reload();
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Still there?", patiently());
    lookAt(page, "warning");
    page.keyboard().press("Enter");
    assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    installation.moveClock(Duration.ofMinutes(119));
    page.reload();
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Still there?", patiently());
    installation.moveClock(Duration.ofMinutes(2));
    assertThat(page).hasURL(SIGN_IN, soon());
    assertThat(page.locator("p.notice"))
        .containsText("Your session has expired due to inactivity. Please log in again.");
    lookAt(page, "expired");
    enter(page, SECOND);
    assertThat(page).hasURL(Pattern.compile(".*/tasks\\?show=done"));
    assertThat(page.getByRole(AriaRole.LINK, named("Ben Booking"))).isVisible();
  }

  /// The administrator is out as well by now, and sees afterwards who did what.
  private void look(Page page) {
    page.navigate("/people");
    assertThat(page).hasURL(SIGN_IN);
    fill(page, "Username", "ada");
    enterAs(page, ADMINS);
    assertThat(page.getByText("Ben Booking").first()).isVisible();
    lookEverywhere(page, "people");
    page.navigate("/audit");
    assertThat(page.locator("main")).containsText("sign in failed by Somebody");
    lookEverywhere(page, "audit");
  }

  private static void enter(Page page, String password) {
    fill(page, "Username", "ben");
    enterAs(page, password);
  }

  private static void enterAs(Page page, String password) {
    fill(page, "Password", password);
    button(page, "Sign in");
  }

  private static BrowserContext context(int width, int height) {
    return browser.newContext(
        new Browser.NewContextOptions()
            .setBaseURL(installation.address())
            .setReducedMotion(ReducedMotion.REDUCE)
            .setViewportSize(width, height));
  }

  private Page page(BrowserContext context) {
    Page page = context.newPage();
    page.setDefaultTimeout(PATIENCE);
    page.onPageError(complaints::add);
    page.onConsoleMessage(message -> {
      // A browser complains of every refusal, and here some are meant.
      if (message.type().equals("error") && !message.text().contains("the server responded with")) {
        complaints.add(message.text());
      }
    });
    return page;
  }

  /// Both themes, accessible, and nothing sticks out of a narrow screen.
  private static void lookEverywhere(Page page, String name) {
    var size = page.viewportSize();
    for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
      assertThat(page.getByRole(AriaRole.HEADING).first()).isVisible();
      List<String> violations =
          new AxeBuilder(page)
              .withTags(WCAG).analyze().getViolations().stream().map(Rule::toString).toList();
      assertThat(violations).as("%s in %s", name, theme).isEmpty();
      page.setViewportSize(320, 800);
      assertThat(
              page.evaluate(
                  "document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
          .as("%s fits 320 px", name)
          .isEqualTo(true);
      lookAt(page, name + "-" + theme.name().toLowerCase(Locale.ROOT));
      page.setViewportSize(size.width, size.height);
    }
  }

  private static void fill(Page page, String label, String text) {
    page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).fill(text);
  }

  private static void button(Page page, String name) {
    page.getByRole(AriaRole.BUTTON, named(name)).click();
  }

  private static void lookAt(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "screenshots", "people-" + name + ".png"))
            .setFullPage(true));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private static PageAssertions.HasURLOptions soon() {
    return new PageAssertions.HasURLOptions().setTimeout(PATIENCE);
  }

  private static LocatorAssertions.ContainsTextOptions patiently() {
    return new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE);
  }
}

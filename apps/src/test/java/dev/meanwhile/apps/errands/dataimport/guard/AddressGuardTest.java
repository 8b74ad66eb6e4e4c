package dev.meanwhile.apps.errands.dataimport.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AddressGuardTest {
  private static final FetchLimits LIMITS = FetchLimits.of(1000, Duration.ofSeconds(5));

  @Test
  void two_hundred_spellings_of_the_inside_are_refused_without_a_connection() throws Exception {
    List<String> table = table("refused-addresses.txt");
    var let = new ArrayList<String>();
    var connects = new ArrayList<>();

    for (String line : table) {
      String[] parts = line.split(" => ", -1);
      String address = parts[0].translateEscapes();
      var network = new RecordingNetwork();
      if (parts.length > 1) {
        network.knows(hostOf(parts[0]), parts[1].strip().split(", ", -1));
      }
      try (var source = new WebSource(guard(network).check(address), LIMITS)) {
        let.add(line);
        source.get("*/*", (_, _) -> "");
      } catch (AddressRefused refused) {
        assertThat(refused.why()).as(line).endsWith(".");
        assertThat(refused.advice()).as(line).endsWith(".");
        if (parts.length > 1) {
          assertThat(refused.why() + refused.advice())
              .as("nobody learns that the name exists inside: %s", line)
              .doesNotContain("internal network");
        }
      } catch (FetchFailed tried) {
        let.add(line);
      }
      connects.addAll(network.connects);
    }

    assertThat(let).isEmpty();
    assertThat(connects).isEmpty();
    assertThat(table).hasSizeGreaterThanOrEqualTo(200);
  }

  @Test
  void names_are_judged_by_their_addresses_alone() throws Exception {
    List<String> names =
        table("refused-addresses.txt").stream()
            .filter(line -> line.matches("https?://[a-z-]+\\.example/ => .*"))
            .map(line -> hostOf(line.substring(0, line.indexOf(" => "))))
            .toList();

    for (String name : names) {
      var network = new RecordingNetwork().knows(name, "93.184.215.14");
      assertThat(guard(network).check("https://" + name + "/").addresses()).as(name).hasSize(1);
    }
    assertThat(names).hasSizeGreaterThan(15);
  }

  @Test
  void ordinary_addresses_are_let_through_and_asked_at_their_checked_addresses() throws Exception {
    for (String line : table("allowed-addresses.txt")) {
      String[] parts = line.split(" => ", -1);
      var network = new RecordingNetwork();
      String[] addresses = parts[1].split(", ", -1);
      for (String name : List.of("data.example.org", "xn--mnchen-3ya.example", "both.example")) {
        network.knows(name, addresses);
      }

      CheckedUrl checked = guard(network).check(parts[0]);

      assertThat(checked.url().uri()).as(line).hasToString(parts[2]);
      try (var source = new WebSource(checked, LIMITS)) {
        assertThatThrownBy(() -> source.get("*/*", (_, _) -> "")).isInstanceOf(FetchFailed.class);
      }
      assertThat(network.connects)
          .as(line)
          .isEqualTo(
              checked.addresses().stream()
                  .map(address -> new InetSocketAddress(address, checked.url().port()))
                  .toList());
      assertThat(network.lookups).as(line).hasSizeLessThanOrEqualTo(1);
    }
  }

  @Test
  void a_name_that_changes_its_mind_is_still_asked_at_the_address_that_was_checked()
      throws Exception {
    var network =
        new RecordingNetwork()
            .knows("rebind.example", "93.184.215.14")
            .knows("rebind.example", "127.0.0.1");

    CheckedUrl checked = guard(network).check("http://rebind.example/rows.csv");
    try (var source = new WebSource(checked, LIMITS)) {
      assertThatThrownBy(() -> source.get("*/*", (_, _) -> "")).isInstanceOf(FetchFailed.class);
    }

    assertThat(network.connects)
        .containsExactly(new InetSocketAddress(InetAddress.ofLiteral("93.184.215.14"), 80));
    assertThatThrownBy(() -> guard(network).check("http://rebind.example/rows.csv"))
        .isInstanceOf(AddressRefused.class);
  }

  @Test
  void the_operator_may_allow_one_host_and_port_inside() {
    var rules = new GuardRules(Set.of(443), Set.of("127.0.0.1:9099", "Files.internal:8080"));
    var guard = new AddressGuard(rules, new RecordingNetwork().knows("files.internal", "10.0.0.7"));

    assertThat(guard.check("http://127.0.0.1:9099/a").url().port()).isEqualTo(9099);
    assertThat(guard.check("http://FILES.internal:8080/a").addresses()).hasSize(1);
    assertThatThrownBy(() -> guard.check("http://127.0.0.1:9098/a"))
        .isInstanceOf(AddressRefused.class);
    assertThatThrownBy(() -> guard.check("https://files.internal/a"))
        .isInstanceOf(AddressRefused.class);
  }

  @Test
  void an_allowed_host_without_a_port_is_a_mistake_of_the_operator() {
    assertThatThrownBy(() -> new GuardRules(Set.of(443), Set.of("files.internal")))
        .hasMessageContaining("host:port");
  }

  private static AddressGuard guard(Network network) {
    return new AddressGuard(GuardRules.standard(), network);
  }

  private static String hostOf(String address) {
    try {
      return UserUrl.parse(address.translateEscapes()).host();
    } catch (AddressRefused unreadable) {
      return "example.org";
    }
  }

  private static List<String> table(String name) throws Exception {
    try (var file = AddressGuardTest.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    }
  }
}

package dev.meanwhile.apps.demo;

import dev.meanwhile.server.problem.Refusal;
import dev.meanwhile.server.problem.Refusals;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The switches of a demo. Anywhere else there is nothing here.
@RestController
class DemoController {
  private final ObjectProvider<DemoSwitches> demo;

  DemoController(ObjectProvider<DemoSwitches> demo) {
    this.demo = demo;
  }

  private DemoSwitches demo() {
    DemoSwitches switches = demo.getIfAvailable();
    if (switches == null) {
      throw Refusals.notFound("The demo");
    }
    return switches;
  }

  @GetMapping("/api/demo/partners")
  PartnersJson partners() {
    return new PartnersJson(demo().partners().all().stream().map(PartnerJson::of).toList());
  }

  @PostMapping("/api/demo/partners/{name}")
  PartnerJson behave(
      @PathVariable String name, @RequestBody(required = false) @Nullable MoodJson wish) {
    PretendPartner partner = demo().partners().find(name);
    if (partner == null) {
      throw Refusals.notFound("The partner");
    }
    Temper temper = Temper.of(wish == null ? null : wish.mood());
    if (temper == null) {
      throw new Refusal(
              422,
              "invalid",
              "%s was left as it is.".formatted(partner.title()),
              "The mood is none of %s.".formatted(Temper.words()),
              "Send one of these, such as {\"mood\": \"down\"}.")
          .error("/mood", "bad_value", "The mood is one of %s.".formatted(Temper.words()));
    }
    partner.behave(temper);
    return PartnerJson.of(partner);
  }

  /// Kills the worker's process. Another is started in its place.
  @PostMapping("/api/demo/crash")
  @ResponseStatus(HttpStatus.ACCEPTED)
  CrashJson crash() {
    String killed = demo().killing().get();
    return new CrashJson(
        killed.isEmpty() ? null : killed,
        killed.isEmpty()
            ? "No worker is at work at the moment; one is being started."
            : "%s was killed. Another takes its place; what it was doing goes on in a few seconds."
                .formatted(killed));
  }

  record PartnersJson(List<PartnerJson> items) {}

  /// @param calls how often it was asked since the demo was started
  record PartnerJson(String name, String title, String mood, String sentence, int calls) {
    static PartnerJson of(PretendPartner partner) {
      return new PartnerJson(
          partner.name(),
          partner.title(),
          partner.temper().text(),
          partner.temper().sentence(),
          partner.calls());
    }
  }

  record MoodJson(@Nullable String mood) {}

  record CrashJson(@Nullable String worker, String sentence) {}
}

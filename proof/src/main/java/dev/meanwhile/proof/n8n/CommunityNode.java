package dev.meanwhile.proof.n8n;

import dev.meanwhile.proof.Tally;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The community node, as n8n has loaded it.
final class CommunityNode {
  private final Tally tally;
  private final Office office;
  private final Owner owner;

  CommunityNode(Tally tally, Office office, Owner owner) {
    this.tally = tally;
    this.office = office;
    this.owner = owner;
  }

  void credential(String address, String key) {
    var good =
        owner.test("mwNode", "mwNode", "meanwhileApi", Map.of("baseUrl", address, "apiKey", key));
    tally.check(good.startsWith("OK"), "the test of its credential: " + good);
    var bad =
        owner.test(
            "mwNode", "mwNode", "meanwhileApi", Map.of("baseUrl", address, "apiKey", "mwk_wrong"));
    tally.check(bad.startsWith("Error"), "the test with a wrong key: " + bad);
  }

  void operations() {
    JsonNode tour = office.webhook("tour", Map.of()).json(200);
    String created = id(tour, "Create");
    tally.check(
        !created.isEmpty()
            && created.equals(id(tour, "Create again"))
            && created.equals(id(tour, "Get"))
            && tour.path("Get").path(0).path("entity_label").asString("").startsWith("John"),
        "the community node creates one task for one idempotency key, and reads it");
    tally.check(
        status(tour, "Cancel").equals("cancelled"), "it cancels a task: " + status(tour, "Cancel"));
    tally.check(
        tour.path("List failed").size() == 2
            && tour.path("List failed").path(0).path("task_type").asString("").equals("chat_once"),
        "it lists what needs somebody: %d tasks".formatted(tour.path("List failed").size()));
    tally.check(
        tour.path("Dismiss").path(0).path("label").asString("").equals("dismissed")
            && id(tour, "Retry").equals(id(tour, "Dismiss")),
        "it dismisses a failure, and tries it again");
  }

  private static String id(JsonNode tour, String node) {
    return tour.path(node).path(0).path("id").asString("");
  }

  private static String status(JsonNode tour, String node) {
    return tour.path(node).path(0).path("status").asString("none");
  }
}

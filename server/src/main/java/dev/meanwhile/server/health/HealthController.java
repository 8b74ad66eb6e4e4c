package dev.meanwhile.server.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.meanwhile.server.wall.Wall;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// What a load balancer or a launcher asks.
@RestController
class HealthController {
  private static final String NO_WALL =
      "The database does not check once more what people see; see docs/operate/access.md.";

  private final Readiness readiness;
  private final Wall wall;

  HealthController(Readiness readiness, Wall wall) {
    this.readiness = readiness;
    this.wall = wall;
  }

  @GetMapping("/livez")
  ResponseEntity<Health> live() {
    return answer(null, null);
  }

  @GetMapping("/readyz")
  ResponseEntity<Health> ready() {
    return answer(readiness.obstacle(), wall.gap() == null ? null : NO_WALL);
  }

  private static ResponseEntity<Health> answer(@Nullable String obstacle, @Nullable String notice) {
    return ResponseEntity.status(obstacle == null ? 200 : 503)
        .header("Cache-Control", "no-store")
        .body(new Health(obstacle == null ? "up" : "down", obstacle, notice));
  }

  /// @param notice what does not keep it from working, but is to be known
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Health(String status, @Nullable String reason, @Nullable String notice) {}
}

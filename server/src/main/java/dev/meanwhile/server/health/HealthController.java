package dev.meanwhile.server.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// What a load balancer or a launcher asks.
@RestController
class HealthController {
  private final Readiness readiness;

  HealthController(Readiness readiness) {
    this.readiness = readiness;
  }

  @GetMapping("/livez")
  ResponseEntity<Health> live() {
    return answer(null);
  }

  @GetMapping("/readyz")
  ResponseEntity<Health> ready() {
    return answer(readiness.obstacle());
  }

  private static ResponseEntity<Health> answer(@Nullable String obstacle) {
    return ResponseEntity.status(obstacle == null ? 200 : 503)
        .header("Cache-Control", "no-store")
        .body(new Health(obstacle == null ? "up" : "down", obstacle));
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Health(String status, @Nullable String reason) {}
}

package dev.meanwhile.server.node;

import dev.meanwhile.server.settings.Settings;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The one line a start ends with.
@Component
class Greeting {
  private static final Logger LOG = LoggerFactory.getLogger(Greeting.class);

  private final Settings settings;

  Greeting(Settings settings) {
    this.settings = settings;
  }

  @EventListener
  void ready(ApplicationReadyEvent ready) {
    if (ready.getApplicationContext() instanceof WebServerApplicationContext web
        && web.getWebServer() != null) {
      Duration taken = ready.getTimeTaken();
      LOG.info(
          "Meanwhile listens on http://{}:{} ({} s to start{})",
          settings.address(),
          web.getWebServer().getPort(),
          taken == null ? "?" : "%.1f".formatted(taken.toMillis() / 1000.0),
          settings.worker() ? "" : "; it runs no tasks itself");
    }
  }
}

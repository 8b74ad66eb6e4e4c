package dev.meanwhile.server.node;

import dev.meanwhile.engine.Engine;
import dev.meanwhile.server.routes.Pull;
import dev.meanwhile.server.routes.Route;
import dev.meanwhile.server.routes.Routes;
import dev.meanwhile.server.webhooks.Webhooks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Looks every two seconds whether the file of the task types has changed, and teaches the engine
/// what is new in it.
@Component
final class RouteWatch implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(RouteWatch.class);
  private static final int SECONDS = 2;

  private final Routes routes;
  private final Webhooks webhooks;
  private final Engine engine;
  private String seen = "";
  private volatile @Nullable ScheduledExecutorService clockwork;

  RouteWatch(Routes routes, Webhooks webhooks, Engine engine) {
    this.routes = routes;
    this.webhooks = webhooks;
    this.engine = engine;
  }

  @Override
  public void start() {
    Path file = routes.file();
    if (file == null) {
      return;
    }
    seen = state(file);
    ScheduledExecutorService fresh =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("route-watch").factory());
    var _ = fresh.scheduleWithFixedDelay(() -> look(file), SECONDS, SECONDS, TimeUnit.SECONDS);
    clockwork = fresh;
  }

  private void look(Path file) {
    try {
      String now = state(file);
      if (!now.equals(seen)) {
        for (Route route : routes.reload()) {
          engine.learn(route.type(), webhooks.handler(route.taskType()));
        }
        for (Pull pull : routes.pulls()) {
          engine.learn(pull.type());
        }
        seen = now;
      }
    } catch (RuntimeException failure) {
      log.warn("The changed task types could not be taken over yet.", failure);
    }
  }

  private static String state(Path file) {
    try {
      return Files.getLastModifiedTime(file) + " " + Files.size(file);
    } catch (IOException gone) {
      return "gone";
    }
  }

  @Override
  public void stop() {
    ScheduledExecutorService running = clockwork;
    clockwork = null;
    if (running != null) {
      running.shutdownNow();
    }
  }

  @Override
  public boolean isRunning() {
    return clockwork != null;
  }
}

package dev.meanwhile.server.node;

import dev.meanwhile.engine.Engine;
import dev.meanwhile.server.settings.Settings;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Starts the engine before the first request, and stops it after the last.
@Component
final class NodeLife implements SmartLifecycle {
  // Below the web server's own phases, which are 1,024 and 2,048 below the top.
  private static final int PHASE = DEFAULT_PHASE - 4_096;

  private final Engine engine;
  private final boolean worker;
  private volatile boolean running;

  NodeLife(Engine engine, Settings settings) {
    this.engine = engine;
    this.worker = settings.worker();
  }

  @Override
  public void start() {
    if (worker) {
      engine.start();
    }
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    engine.close();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}

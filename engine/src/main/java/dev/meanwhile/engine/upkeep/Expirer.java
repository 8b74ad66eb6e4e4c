package dev.meanwhile.engine.upkeep;

import dev.meanwhile.engine.live.News;
import dev.meanwhile.engine.loop.Turn;
import dev.meanwhile.engine.store.ExpiryStore;
import dev.meanwhile.engine.store.Wire;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Cancels tasks that nobody started in time. The database's clock decides.
public final class Expirer implements Turn {
  private static final Logger log = LoggerFactory.getLogger(Expirer.class);
  private static final Duration REST = Duration.ofSeconds(2);
  private static final String SENTENCE =
      "It could not be started in time, so it was cancelled. Create it again if it is still wanted.";

  private final Wire wire;
  private final News news;

  public Expirer(Wire wire, News news) {
    this.wire = wire;
    this.news = news;
  }

  @Override
  public Duration take() throws Exception {
    List<UUID> expired = wire.call(c -> ExpiryStore.expire(c, SENTENCE));
    if (expired.isEmpty()) {
      return REST;
    }
    log.info("{} task(s) expired before anybody started them.", expired.size());
    news.eventsHere();
    return Duration.ZERO;
  }
}

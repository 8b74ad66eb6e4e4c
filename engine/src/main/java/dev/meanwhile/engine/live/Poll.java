package dev.meanwhile.engine.live;

import dev.meanwhile.engine.loop.Turn;
import java.time.Duration;

/// The net below the signals: once a second whoever listens looks for events anyway.
public final class Poll implements Turn {
  private final News news;

  public Poll(News news) {
    this.news = news;
  }

  @Override
  public Duration take() {
    if (news.anyoneListensToEvents()) {
      news.eventsElsewhere();
    }
    return Duration.ofSeconds(1);
  }
}

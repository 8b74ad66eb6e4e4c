package dev.meanwhile.server.secret;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogRedactionTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final Logger log = (Logger) LoggerFactory.getLogger("redaction test");

  @Test
  void no_line_of_the_log_holds_a_secret_or_forges_another() {
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(log.getLoggerContext());
    encoder.setPattern("%level %msg%n%ex");
    encoder.start();
    var appender = new OutputStreamAppender<ILoggingEvent>();
    appender.setContext(log.getLoggerContext());
    appender.setEncoder(encoder);
    appender.setOutputStream(written);
    appender.start();
    log.addAppender(appender);
    try {
      LogRedaction.begin();
      LogRedaction.begin();
      log.warn("It said password={} twice", "hunter2");
      log.warn("Somebody\r\nERROR all is lost\u001b[31m");
      log.warn("It broke", new IllegalStateException("https://u:hunter2@x.example"));
    } finally {
      log.detachAppender(appender);
    }

    String all = written.toString(StandardCharsets.UTF_8);
    assertThat(all).doesNotContain("hunter2");
    assertThat(all.lines().toList())
        .startsWith(
            "WARN It said password=[…] twice",
            "WARN Somebody\\r\\nERROR all is lost?[31m",
            "WARN It broke",
            "java.lang.IllegalStateException: https://u:[…]@x.example");
  }
}

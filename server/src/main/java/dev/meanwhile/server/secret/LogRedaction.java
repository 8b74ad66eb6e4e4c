package dev.meanwhile.server.secret;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import dev.meanwhile.engine.Redaction;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/// Takes out of every line of the log what looks like a secret, and the control characters with
/// which a text could forge lines or colour a terminal. It begins right after the log itself.
public final class LogRedaction
    implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

  @Override
  public int getOrder() {
    return LoggingApplicationListener.DEFAULT_ORDER + 1;
  }

  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
    begin();
  }

  /// From now on, for all that writes to a stream or file.
  public static void begin() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context
          .getLoggerList()
          .forEach(logger -> {
            Iterator<Appender<ILoggingEvent>> all = logger.iteratorForAppenders();
            while (all.hasNext()) {
              if (all.next() instanceof OutputStreamAppender<ILoggingEvent> writing
                  && !(writing.getEncoder() instanceof Redacting)) {
                writing.setEncoder(new Redacting(writing.getEncoder()));
              }
            }
          });
    }
  }

  /// What another encoder writes, without secrets.
  private static final class Redacting extends EncoderBase<ILoggingEvent> {
    private final Encoder<ILoggingEvent> encoder;

    Redacting(Encoder<ILoggingEvent> encoder) {
      this.encoder = encoder;
      setContext(encoder.getContext());
      start();
    }

    @Override
    public byte[] headerBytes() {
      return encoder.headerBytes();
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
      String line = new String(encoder.encode(event), StandardCharsets.UTF_8);
      String said = event.getFormattedMessage();
      // Only the message may hold line breaks of others; those of a stack trace are ours.
      String clean = said == null ? line : line.replace(said, oneLine(said));
      return Redaction.of(clean).getBytes(StandardCharsets.UTF_8);
    }

    private static String oneLine(String said) {
      return said.chars().noneMatch(Character::isISOControl)
          ? said
          : said.replace("\r", "\\r").replace("\n", "\\n").replaceAll("\\p{Cntrl}", "?");
    }

    @Override
    public byte[] footerBytes() {
      return encoder.footerBytes();
    }
  }
}

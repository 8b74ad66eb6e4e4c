package dev.meanwhile.server.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeatherTest {

  @ParameterizedTest
  @CsvSource({
    "53100, 507, The disk of the database is full.",
    "53300, 503, The database does not answer.",
    "08006, 503, The database does not answer.",
    "08001, 503, The database does not answer.",
    "57P01, 503, The database does not answer.",
    "57P03, 503, The database does not answer.",
    "57014, 503, The server has more to do than it can take."
  })
  void a_database_in_trouble_is_told_and_asked_for_again(String state, int status, String detail) {
    var deep = new IllegalStateException(new RuntimeException(new SQLException("secret", state)));

    Refusal refusal = Objects.requireNonNull(Weather.of(deep));

    assertThat(refusal.status()).isEqualTo(status);
    assertThat(refusal.detail()).isEqualTo(detail);
    assertThat(refusal.headers()).containsKey("Retry-After");
  }

  @Test
  void a_connection_that_broke_in_a_transaction_is_a_database_that_is_away() {
    assertThat(slug(new IllegalStateException(new SQLException("Connection is closed"))))
        .isEqualTo("database-unavailable");
  }

  @Test
  void a_pool_without_a_free_connection_is_busy_and_one_without_a_database_is_away() {
    var busy = new SQLTransientConnectionException("all in use");
    var away = new SQLTransientConnectionException("no", new SQLException("refused", "08001"));

    assertThat(slug(busy)).isEqualTo("busy");
    assertThat(slug(away)).isEqualTo("database-unavailable");
  }

  @Test
  void a_full_disk_of_the_server_is_told() {
    assertThat(slug(new IOException("No space left on device"))).isEqualTo("disk-full");
    assertThat(slug(new IOException("Disk quota exceeded"))).isEqualTo("disk-full");
  }

  @Test
  void what_is_a_mistake_is_no_weather() {
    assertThat(Weather.of(new SQLException("syntax", "42601"))).isNull();
    assertThat(Weather.of(new IOException("Broken pipe"))).isNull();
    assertThat(Weather.of(new IllegalStateException())).isNull();
  }

  private static String slug(Throwable failure) {
    Refusal refusal = Weather.of(failure);
    return refusal == null ? "none" : refusal.slug();
  }
}

package dev.meanwhile.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimateTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0.2  | 0.9   | usually less than a second
          0.5  | 2.8   | usually up to 3 seconds
          11   | 27    | usually 10-30 seconds
          30   | 30    | usually about 30 seconds
          20   | 100   | usually up to 2 minutes
          125  | 600   | usually 2-10 minutes
          3700 | 8000  | usually 1-3 hours
          """)
  void it_reads_like_a_sentence(double p50, double p90, String words) {
    assertThat(new Estimate(seconds(p50), seconds(p90), 100).usually()).isEqualTo(words);
  }

  @Test
  void longer_than_nine_of_ten_is_long() {
    Estimate estimate = new Estimate(seconds(10), seconds(30), 100);

    assertThat(estimate.isLong(seconds(30))).isFalse();
    assertThat(estimate.isLong(seconds(31))).isTrue();
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }
}

package dev.meanwhile.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-amd64",
    "Linux, aarch64, linux-arm64",
    "Mac OS X, x86_64, darwin-amd64",
    "Mac OS X, aarch64, darwin-arm64"
  })
  void binaries_are_there_for(String system, String processor, String name) throws IOException {
    var platform = Platform.of(system, processor);

    assertThat(platform.name()).isEqualTo(name);
    try (var packed = Platform.class.getResourceAsStream(platform.archive())) {
      assertThat(packed).isNotNull();
    }
  }

  @ParameterizedTest
  @CsvSource({"Windows 11, amd64", "Linux, riscv64", "FreeBSD, amd64"})
  void others_are_refused_with_the_ones_that_work(String system, String processor) {
    assertThatThrownBy(() -> Platform.of(system, processor))
        .isInstanceOf(PostgresFailed.class)
        .hasMessageContaining("no PostgreSQL for " + system + " on " + processor)
        .hasMessageContaining("Linux and macOS");
  }
}

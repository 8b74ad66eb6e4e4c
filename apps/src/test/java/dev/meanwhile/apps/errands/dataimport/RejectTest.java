package dev.meanwhile.apps.errands.dataimport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.apps.errands.dataimport.source.Row;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RejectTest {

  @Test
  void what_a_database_does_not_take_is_made_visible() {
    Reject reject = reject(List.of("a\0b", "half \ud83d", "whole 😀"));

    assertThat(reject.fields()).containsExactly("a␀b", "half \ufffd", "whole 😀");
  }

  @Test
  void a_huge_row_is_kept_in_part() {
    Reject reject = reject(Collections.nCopies(1000, "x".repeat(1000)));

    assertThat(reject.fields()).hasSize(1000);
    assertThat(String.join("", reject.fields()).length()).isLessThan(102_000);
    assertThat(reject(List.of("x".repeat(50_000))).fields().getFirst()).hasSize(10_001);
  }

  @Test
  void cutting_never_leaves_half_a_character() {
    Reject reject = reject(List.of("x".repeat(9_999) + "😀😀"));

    assertThat(reject.fields().getFirst()).isEqualTo("x".repeat(9_999) + "\ufffd…");
  }

  private static Reject reject(List<String> cells) {
    return Reject.of(new Row(7, cells, null), "because");
  }
}

package dev.meanwhile.proof.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// An endpoint that nobody tries by every role does not get into the build.
class MatrixTest {

  @Test
  void every_endpoint_of_every_controller_has_a_row() {
    List<Endpoint> endpoints = Endpoint.all();

    assertThat(endpoints).hasSizeGreaterThan(70).doesNotHaveDuplicates();
    assertThat(endpoints.stream().filter(one -> Matrix.of(one) == null))
        .as("endpoints without a row in dev.meanwhile.proof.access.Matrix")
        .isEmpty();
  }

  @Test
  void every_row_is_of_an_endpoint() {
    assertThat(Matrix.idle(Endpoint.all())).isEmpty();
  }
}

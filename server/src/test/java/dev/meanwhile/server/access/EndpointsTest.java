package dev.meanwhile.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.server.support.RunningServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class EndpointsTest {
  @RegisterExtension
  static final RunningServer server = RunningServer.with("meanwhile.worker=false");

  @Test
  void every_address_belongs_to_a_resource_or_is_open() {
    var handlers = server.bean(RequestMappingHandlerMapping.class).getHandlerMethods().keySet();
    assertThat(handlers).hasSizeGreaterThan(30);

    assertThat(handlers.stream().flatMap(one -> one.getPatternValues().stream()))
        .allSatisfy(pattern ->
            assertThat(Endpoints.isOpen(pattern) || Endpoints.resource(pattern) != null)
                .as("%s is in Endpoints", pattern)
                .isTrue());
  }

  /// A mapping without a method would answer to all of them, and be tried by none.
  @Test
  void every_address_names_its_methods() {
    var handlers = server.bean(RequestMappingHandlerMapping.class).getHandlerMethods().keySet();

    assertThat(handlers)
        .allSatisfy(one -> {
          assertThat(one.getMethodsCondition().getMethods()).as("%s", one).isNotEmpty();
          assertThat(one.getPatternValues()).as("%s", one).isNotEmpty();
        });
  }

  @Test
  void nothing_is_changed_by_asking() {
    assertThat(Action.of("GET")).isEqualTo(Action.READ);
    assertThat(Action.of("HEAD")).isEqualTo(Action.READ);
    assertThat(Action.of("POST")).isEqualTo(Action.CHANGE);
    assertThat(Action.of("BREW")).isEqualTo(Action.CHANGE);
  }
}

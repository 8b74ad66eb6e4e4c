package dev.meanwhile.proof.access;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// A method and an address that a controller answers to.
///
/// @param pattern as the controller has it: `/api/tasks/{id}`
record Endpoint(String method, String pattern) {

  /// Those of all controllers there are.
  static List<Endpoint> all() {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
    return scanner.findCandidateComponents("dev.meanwhile").stream()
        .map(found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
        .flatMap(controller -> Arrays.stream(controller.getDeclaredMethods()))
        .flatMap(Endpoint::of)
        .sorted(Comparator.comparing(Endpoint::pattern).thenComparing(Endpoint::method))
        .toList();
  }

  private static Stream<Endpoint> of(Method handler) {
    var mapping = AnnotatedElementUtils.findMergedAnnotation(handler, RequestMapping.class);
    return mapping == null
        ? Stream.empty()
        : Arrays.stream(mapping.path())
            .flatMap(path ->
                Arrays.stream(mapping.method()).map(method -> new Endpoint(method.name(), path)));
  }

  @Override
  public String toString() {
    return method + " " + pattern;
  }
}

package dev.meanwhile.server.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerMapping;

/// The one task or entity that what was shown is good for.
///
/// @param task null when it is an entity
/// @param entity `TYPE:ID`; null when it is a task
public record Reach(@Nullable UUID task, @Nullable String entity) {

  /// Whether the request asks for nothing else. A task of an entity is looked at when it is found.
  boolean permits(String pattern, HttpServletRequest request) {
    return switch (pattern) {
      case "/api/tasks/{id}", "/api/tasks/{id}/events" -> task == null || named(request, "id");
      case "/api/tasks" -> entity != null && only(request, "entity", entity);
      case "/api/live" ->
          task != null
              ? only(request, "task", task.toString()) && none(request, "entity")
              : only(request, "entity", String.valueOf(entity)) && none(request, "task");
      default -> false;
    };
  }

  /// Whether it covers this task.
  public boolean covers(UUID id, @Nullable String about) {
    return task == null ? entity != null && entity.equals(about) : task.equals(id);
  }

  private boolean named(HttpServletRequest request, String variable) {
    return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
            instanceof Map<?, ?> found
        && String.valueOf(task).equalsIgnoreCase(String.valueOf(found.get(variable)));
  }

  private static boolean only(HttpServletRequest request, String name, String value) {
    String[] said = request.getParameterValues(name);
    return said != null && said.length > 0 && Arrays.stream(said).allMatch(value::equals);
  }

  private static boolean none(HttpServletRequest request, String name) {
    return request.getParameterValues(name) == null;
  }
}

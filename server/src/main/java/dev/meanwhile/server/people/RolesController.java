package dev.meanwhile.server.people;

import dev.meanwhile.server.access.Action;
import dev.meanwhile.server.access.Permissions;
import dev.meanwhile.server.access.Resource;
import dev.meanwhile.server.access.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// What each role may do, straight from the table that decides it.
@RestController
class RolesController {

  @GetMapping("/api/roles")
  List<Cell> roles() {
    return Arrays.stream(Role.values())
        .flatMap(role ->
            Arrays.stream(Resource.values())
                .flatMap(resource ->
                    Arrays.stream(Action.values()).map(action -> Cell.of(role, resource, action))))
        .toList();
  }

  record Cell(String role, String resource, String action, String relation) {
    static Cell of(Role role, Resource resource, Action action) {
      return new Cell(
          role.text(),
          resource.text(),
          action.name().toLowerCase(Locale.ROOT),
          Permissions.relation(role, resource, action).name().toLowerCase(Locale.ROOT));
    }
  }
}

package dev.meanwhile.server.support;

import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.access.Callers;
import dev.meanwhile.server.access.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/// More people than the demo has: the header `Test-User: role/name` says who asks.
public class People {

  @Bean
  @Primary
  Callers manyCallers() {
    return People::of;
  }

  private static Caller of(HttpServletRequest request) {
    String user = request.getHeader("Test-User");
    String[] parts = (user == null ? "supervisor/sandra" : user).split("/", 2);
    return new Caller(id(parts[1]), parts[1], parts[1], Role.known(parts[0]));
  }

  public static UUID id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}

package dev.meanwhile.server.people;

import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.access.Role;
import dev.meanwhile.server.settings.Settings;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/// The made-up people of a demo. They have no password: in a demo everybody may be anybody.
@Component
public class DemoPeople implements SmartInitializingSingleton {
  /// Whose every request is that shows nothing.
  public static final Caller SANDRA = person(1, "sandra", "Sandra Supervisor", Role.SUPERVISOR);

  /// One of each role.
  public static final List<Caller> ALL =
      List.of(
          SANDRA,
          person(2, "ada", "Ada Admin", Role.ADMIN),
          person(3, "ben", "Ben Booking", Role.BOOKING_AGENT),
          person(4, "dora", "Dora Driver", Role.DRIVER),
          person(5, "carl", "Carl Client", Role.CLIENT));

  private final UserStore store;
  private final boolean demo;

  DemoPeople(UserStore store, Settings settings) {
    this.store = store;
    this.demo = settings.demo();
  }

  @Override
  public void afterSingletonsInstantiated() {
    if (demo) {
      for (Caller one : ALL) {
        store.insert(
            one.id(),
            one.username(),
            new Contact(one.fullName(), one.username() + "@desk.example", null),
            one.role());
      }
    }
  }

  private static Caller person(int number, String username, String fullName, Role role) {
    return new Caller(
        UUID.fromString("01900000-0000-7000-8000-%012d".formatted(number)),
        username,
        fullName,
        role);
  }
}

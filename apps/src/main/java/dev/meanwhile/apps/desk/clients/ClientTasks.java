package dev.meanwhile.apps.desk.clients;

import dev.meanwhile.apps.desk.DeskTypes;
import dev.meanwhile.apps.desk.DeskTypes.ClientWork;
import dev.meanwhile.engine.NewTask;
import dev.meanwhile.engine.TaskType;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// What a saved client leaves for later. Only the newest of a kind matters: it reads the client as
/// it is then.
final class ClientTasks {
  private ClientTasks() {}

  static List<NewTask> ofNew(Client client) {
    NewTask contact = task(DeskTypes.ADD_OPENPHONE_CONTACT, client);
    return client.home().known()
        ? List.of(task(DeskTypes.CALCULATE_DISTANCES, client), contact)
        : List.of(contact);
  }

  static List<NewTask> ofChanged(Client was, Client now) {
    boolean moved = timesOutdated(was, now) && now.home().known();
    return Stream.concat(
            moved ? Stream.of(task(DeskTypes.CALCULATE_DISTANCES, now)) : Stream.empty(),
            renamed(was, now)
                ? Stream.of(task(DeskTypes.ADD_OPENPHONE_CONTACT, now))
                : Stream.empty())
        .toList();
  }

  /// Whether what is known of the ways does not hold any more.
  static boolean timesOutdated(Client was, Client now) {
    return !was.home().equals(now.home())
        || !Objects.equals(was.primaryClinicId(), now.primaryClinicId())
        || (now.active() && !was.active());
  }

  private static boolean renamed(Client was, Client now) {
    return !was.name().equals(now.name())
        || !Objects.equals(was.phone(), now.phone())
        || !Objects.equals(was.email(), now.email());
  }

  static NewTask task(TaskType<ClientWork> type, Client client) {
    return type.task(new ClientWork(client.knumber()))
        .about(client.entity())
        .sharing("client:" + client.knumber())
        .newest(Duration.ZERO);
  }
}

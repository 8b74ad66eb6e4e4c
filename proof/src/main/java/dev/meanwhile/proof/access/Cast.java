package dev.meanwhile.proof.access;

import dev.meanwhile.server.access.Role;
import dev.meanwhile.server.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One person of each role, a stranger to whom the other things belong, and what they ask with.
final class Cast {
  private final StageStore stage;
  private final Path files;
  private final Map<Role, UUID> people = new EnumMap<>(Role.class);
  private final Map<UUID, UUID> archived = new java.util.HashMap<>();
  private final Map<UUID, UUID> archivedImports = new java.util.HashMap<>();
  private final UUID stranger;
  private int hired;

  /// @param files where the node keeps uploaded files
  Cast(StageStore stage, Path files) throws SQLException, IOException {
    this.stage = stage;
    this.files = files;
    Files.createDirectories(files);
    stage.person("spare.admin", Role.ADMIN);
    stranger = stage.person("stranger", Role.BOOKING_AGENT);
    people.put(Role.ADMIN, stage.person("ada", Role.ADMIN));
    for (Role role : Role.values()) {
      if (role != Role.ADMIN) {
        people.put(role, stage.person(role.text().replace('_', '.'), role));
      }
    }
    for (UUID person : people.values()) {
      archive(person);
    }
    archive(stranger);
    stage.archive();
  }

  private void archive(UUID person) throws SQLException {
    archived.put(person, stage.task(person, "done", "nothing"));
    archivedImports.put(person, stage.task(person, "done", "data_import"));
  }

  /// @param role null for nobody, whose things are nobody's: the stranger's
  UUID owner(@Nullable Role role, Whose whose) {
    return role == null || !whose.own() ? stranger : person(role);
  }

  UUID person(Role role) {
    return java.util.Objects.requireNonNull(people.get(role));
  }

  /// The cookie of a new session.
  String cookie(Role role) throws SQLException {
    Secret token = Secret.random("");
    stage.session(person(role), token.hash());
    return "meanwhile_session=" + token.text();
  }

  /// A new thing of somebody, or the one they have in the archive.
  UUID thing(Thing thing, UUID owner, boolean inArchive) throws SQLException, IOException {
    if (inArchive) {
      return java.util.Objects.requireNonNull(
          (thing == Thing.IMPORT ? archivedImports : archived).get(owner));
    }
    return switch (thing) {
      case NOTHING -> new UUID(0, 0);
      case WAITING -> stage.task(owner, "waiting", "nothing");
      case FAILED -> stage.task(owner, "failed", "nothing");
      case DISMISSED -> stage.task(owner, "dismissed", "nothing");
      case DONE -> stage.task(owner, "done", "nothing");
      case IMPORT -> stage.task(owner, "done", "data_import");
      case UPLOAD -> upload(owner);
      case SESSION -> stage.thing(owner, "session");
      case KEY -> stage.thing(owner, "key");
      case ENTRY -> stage.thing(owner, "entry");
      case PERSON -> owner.equals(stranger) ? stage.person("extra" + hired++, Role.CLIENT) : owner;
    };
  }

  private UUID upload(UUID owner) throws SQLException, IOException {
    UUID id = stage.thing(owner, "upload");
    Files.writeString(files.resolve(id.toString()), "a,b\n");
    return id;
  }

  int next() {
    return hired++;
  }
}

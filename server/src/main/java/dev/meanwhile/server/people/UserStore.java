package dev.meanwhile.server.people;

import dev.meanwhile.server.access.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of the people.
@Repository
class UserStore {
  private static final String ALL =
      """
      select id, username, full_name, email, phone, role, password_hash is not null as has_password, disabled_at,
             last_seen_at, created_at
        from meanwhile.users
       order by disabled_at is not null, lower(full_name), id
       limit 1000
      """;

  private static final String FIND =
      """
      select id, username, full_name, email, phone, role, password_hash is not null as has_password, disabled_at,
             last_seen_at, created_at
        from meanwhile.users
       where id = :id
      """;

  private static final String BY_NAME =
      """
      select id, username, full_name, email, phone, role, password_hash is not null as has_password, disabled_at,
             last_seen_at, created_at
        from meanwhile.users
       where username = :username
      """;

  private static final String CLAIMED =
      """
      select id, username, full_name, email, phone, role, password_hash is not null as has_password, disabled_at,
             last_seen_at, created_at, password_hash
        from meanwhile.users
       where username = :username
      """;

  private static final String HASH =
      """
      select password_hash
        from meanwhile.users
       where id = :id
      """;

  private static final String INSERT =
      """
      insert into meanwhile.users (id, username, full_name, email, phone, role)
      values (coalesce(:id::uuid, uuidv7()), :username, :full_name, :email, :phone, :role)
      on conflict do nothing
      returning id
      """;

  private static final String EMAIL_TAKEN =
      """
      select exists (select from meanwhile.users where lower(email) = lower(:email) and id is distinct from :except::uuid)
      """;

  private static final String UPDATE =
      """
      update meanwhile.users
         set full_name = :full_name, email = :email, phone = :phone, role = :role, updated_at = meanwhile.clock(),
             disabled_at = case when :disabled then coalesce(disabled_at, meanwhile.clock()) end
       where id = :id
      """;

  private static final String SET_HASH =
      """
      update meanwhile.users
         set password_hash = :hash, updated_at = meanwhile.clock()
       where id = :id
      """;

  private static final String OTHER_ADMINS =
      """
      select count(*)
        from meanwhile.users
       where role = 'admin' and disabled_at is null and password_hash is not null and id <> :id
      """;

  private static final String ANYBODY =
      """
      select exists (select from meanwhile.users where password_hash is not null)
      """;

  /// One at a time decides who is the first, or the last, administrator.
  private static final String LOCK =
      """
      select pg_advisory_xact_lock(hashtext('meanwhile.users.admins')) is null
      """;

  private final JdbcClient database;

  UserStore(JdbcClient database) {
    this.database = database;
  }

  List<User> all() {
    return database.sql(ALL).query(UserStore::user).list();
  }

  @Nullable User find(UUID id) {
    return database.sql(FIND).param("id", id).query(UserStore::user).optional().orElse(null);
  }

  @Nullable User byName(String username) {
    return database
        .sql(BY_NAME)
        .param("username", username)
        .query(UserStore::user)
        .optional()
        .orElse(null);
  }

  /// Who somebody says to be, and what is kept of that person's password.
  record Claimed(User user, @Nullable String hash) {}

  @Nullable Claimed claimed(String username) {
    return database
        .sql(CLAIMED)
        .param("username", username)
        .query((row, number) -> new Claimed(user(row, number), row.getString("password_hash")))
        .optional()
        .orElse(null);
  }

  @Nullable String hash(UUID id) {
    return database
        .sql(HASH)
        .param("id", id)
        .query((row, _) -> String.valueOf(row.getString(1)))
        .optional()
        .filter(hash -> !hash.equals("null"))
        .orElse(null);
  }

  /// The new person's id; null when the name or the e-mail address is taken.
  @Nullable UUID insert(@Nullable UUID id, String username, Contact contact, Role role) {
    return database
        .sql(INSERT)
        .param("id", id)
        .param("username", username)
        .param("full_name", contact.fullName())
        .param("email", contact.email())
        .param("phone", contact.phone())
        .param("role", role.text())
        .query(UUID.class)
        .optional()
        .orElse(null);
  }

  boolean emailTaken(String email, @Nullable UUID except) {
    return database
        .sql(EMAIL_TAKEN)
        .param("email", email)
        .param("except", except)
        .query(Boolean.class)
        .single();
  }

  void update(UUID id, Contact contact, Role role, boolean disabled) {
    database
        .sql(UPDATE)
        .param("id", id)
        .param("full_name", contact.fullName())
        .param("email", contact.email())
        .param("phone", contact.phone())
        .param("role", role.text())
        .param("disabled", disabled)
        .update();
  }

  /// @param hash null takes the password away
  void setHash(UUID id, @Nullable String hash) {
    database.sql(SET_HASH).param("id", id).param("hash", hash).update();
  }

  /// How many administrators besides this person can sign in.
  long otherAdmins(UUID id) {
    return database.sql(OTHER_ADMINS).param("id", id).query(Long.class).single();
  }

  boolean anybody() {
    return database.sql(ANYBODY).query(Boolean.class).single();
  }

  void lock() {
    database.sql(LOCK).query(Boolean.class).single();
  }

  private static User user(ResultSet row, int number) throws SQLException {
    OffsetDateTime disabled = row.getObject("disabled_at", OffsetDateTime.class);
    OffsetDateTime seen = row.getObject("last_seen_at", OffsetDateTime.class);
    return new User(
        row.getObject("id", UUID.class),
        row.getString("username"),
        row.getString("full_name"),
        row.getString("email"),
        row.getString("phone"),
        Role.known(row.getString("role")),
        row.getBoolean("has_password"),
        disabled == null ? null : disabled.toInstant(),
        seen == null ? null : seen.toInstant(),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}

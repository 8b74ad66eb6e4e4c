package dev.meanwhile.apps.desk.drivers;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Whether an account can become a driver's. Agents see no accounts, so the house looks.
@Repository
class AccountStore {
  private static final String STANDING =
      """
      select case
               when not exists (select from meanwhile.users where id = :user) then 'unknown'
               when exists (select from meanwhile.drivers where user_id = :user and id is distinct from :driver::uuid) then 'taken'
               else 'free'
             end
      """;

  private final JdbcClient house;

  AccountStore(@Qualifier("houseClient") JdbcClient house) {
    this.house = house;
  }

  /// `free`, `taken` by another driver, or `unknown`.
  ///
  /// @param driver whose it may be; null for a new one
  String standing(UUID user, @Nullable UUID driver) {
    return house
        .sql(STANDING)
        .param("user", user)
        .param("driver", driver)
        .query(String.class)
        .single();
  }
}

package dev.meanwhile.server.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.meanwhile.server.Migration;
import dev.meanwhile.server.settings.Settings;
import dev.meanwhile.server.wall.Standing;
import dev.meanwhile.server.wall.Wall;
import dev.meanwhile.server.wall.WalledDatabase;
import dev.meanwhile.server.wall.WalledTransactions;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The database as applications get it: migrated before anybody sees it.
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

  @Bean(destroyMethod = "close")
  HikariDataSource dataSource(Settings settings, List<Migration> migrations) {
    HikariDataSource pool = Pool.open(settings.database());
    try {
      Migrations.run(pool, migrations, settings.sql().schema());
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
    return pool;
  }

  @Bean
  Standing wallStanding(HikariDataSource pool, List<Migration> migrations, Settings settings) {
    return RaisedWall.on(pool, migrations, settings.database());
  }

  /// What everybody gets who asks for a database.
  @Bean
  @Primary
  WalledDatabase walledDatabase(HikariDataSource pool, Wall wall) {
    return new WalledDatabase(pool, wall);
  }

  @Bean
  @Primary
  JdbcClient jdbcClient(WalledDatabase database) {
    return JdbcClient.create(database);
  }

  /// For what is nobody's, and not part of anybody's transaction: the clock, the count of guesses.
  @Bean
  JdbcClient houseClient(HikariDataSource pool) {
    return JdbcClient.create(pool);
  }

  @Bean
  PlatformTransactionManager transactionManager(WalledDatabase database, Wall wall) {
    return new WalledTransactions(database, wall);
  }

  @Bean
  TransactionTemplate transactionTemplate(PlatformTransactionManager transactions) {
    return new TransactionTemplate(transactions);
  }
}

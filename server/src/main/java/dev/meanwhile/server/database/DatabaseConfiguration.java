package dev.meanwhile.server.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.meanwhile.server.Migration;
import dev.meanwhile.server.settings.Settings;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
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
  JdbcClient jdbcClient(DataSource database) {
    return JdbcClient.create(database);
  }

  @Bean
  PlatformTransactionManager transactionManager(DataSource database) {
    return new JdbcTransactionManager(database);
  }

  @Bean
  TransactionTemplate transactionTemplate(PlatformTransactionManager transactions) {
    return new TransactionTemplate(transactions);
  }
}

package dev.meanwhile.server.node;

import com.zaxxer.hikari.HikariDataSource;
import dev.meanwhile.engine.ArchivePlan;
import dev.meanwhile.engine.CallerTransaction;
import dev.meanwhile.engine.Dependency;
import dev.meanwhile.engine.Engine;
import dev.meanwhile.engine.EngineConfig;
import dev.meanwhile.engine.Estimates;
import dev.meanwhile.engine.EventFeed;
import dev.meanwhile.engine.Outages;
import dev.meanwhile.engine.Outside;
import dev.meanwhile.engine.Pulls;
import dev.meanwhile.engine.Schedule;
import dev.meanwhile.engine.Schedules;
import dev.meanwhile.engine.Tasks;
import dev.meanwhile.server.routes.Route;
import dev.meanwhile.server.routes.Routes;
import dev.meanwhile.server.settings.Settings;
import dev.meanwhile.server.types.TaskHandling;
import dev.meanwhile.server.webhooks.Webhooks;
import java.util.HashSet;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the engine from the settings, from every [TaskHandling], [Dependency] and [Schedule] the
/// applications declare, and from the routes of the configuration.
@Configuration(proxyBeanMethods = false)
class NodeConfiguration {

  @Bean(destroyMethod = "close")
  Engine engine(
      HikariDataSource database,
      CallerTransaction transaction,
      Settings settings,
      ObjectProvider<TaskHandling<?>> handlings,
      ObjectProvider<Dependency> dependencies,
      ObjectProvider<Schedule> schedules,
      ObjectProvider<ArchiveListener> archiveListeners,
      Routes routes,
      Webhooks webhooks) {
    Engine.Builder builder =
        Engine.on(database)
            .config(
                EngineConfig.defaults()
                    .node(NodeName.of(settings.node()))
                    .concurrency(settings.concurrency())
                    .lease(settings.lease())
                    .grace(settings.grace()))
            .joining(transaction);
    Set<String> done = new HashSet<>(Set.of("bulk_change", "group"));
    handlings.forEach(handling -> {
      add(builder, handling);
      done.add(handling.type().name());
    });
    for (Route route : routes.load(done)) {
      builder.handles(route.type(), webhooks.handler(route.taskType()));
    }
    routes.pulls().forEach(pull -> builder.knows(pull.type()));
    dependencies.forEach(builder::dependency);
    schedules.forEach(builder::schedule);
    // Asked for late: they may need the tasks, which need this.
    builder.onArchived(
        tasks -> archiveListeners.orderedStream().forEach(one -> one.archived(tasks)));
    ArchivePlan plan = settings.archive().plan();
    if (plan != null) {
      builder.archive(plan);
    }
    return builder.build();
  }

  private static <I> void add(Engine.Builder builder, TaskHandling<I> handling) {
    builder.handles(handling.type(), handling.handler());
  }

  @Bean
  Tasks tasks(Engine engine) {
    return engine.tasks();
  }

  @Bean
  Estimates estimates(Engine engine) {
    return engine.estimates();
  }

  @Bean
  Outages outages(Engine engine) {
    return engine.outages();
  }

  @Bean
  Schedules schedules(Engine engine) {
    return engine.schedules();
  }

  @Bean
  Outside outside(Engine engine) {
    return engine.outside();
  }

  @Bean
  Pulls pulls(Engine engine) {
    return engine.pulls();
  }

  @Bean
  EventFeed eventFeed(Engine engine) {
    return engine.events();
  }
}

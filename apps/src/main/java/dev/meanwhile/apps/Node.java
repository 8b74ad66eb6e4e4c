package dev.meanwhile.apps;

import dev.meanwhile.apps.demo.DemoSwitches;
import dev.meanwhile.apps.desk.madeup.MadeUpDesk;
import dev.meanwhile.server.people.Accounts;
import dev.meanwhile.server.settings.Settings;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/// A server with its engine. Closing it stops HTTP first, then the engine, then the connections.
final class Node implements AutoCloseable {
  private final ConfigurableApplicationContext context;

  private Node(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /// Starts it with these settings, which win over the environment.
  ///
  /// @param switches what can be broken; null when this is no demo
  static Node start(
      Running running, Map<String, String> settings, @Nullable DemoSwitches switches) {
    var application = new SpringApplication(MeanwhileApps.class);
    application.setBannerMode(Banner.Mode.OFF);
    // We stop in an order of our own: the database last.
    application.setRegisterShutdownHook(false);
    // Known from the beginning, so that a signal in the middle of a start finds something to close.
    application.addInitializers(context -> {
      running.add(new Node(context));
      if (switches != null) {
        context.getBeanFactory().registerSingleton("demoSwitches", switches);
      }
    });
    return new Node(
        application.run(
            settings.entrySet().stream()
                .map(setting -> "--%s=%s".formatted(setting.getKey(), setting.getValue()))
                .toArray(String[]::new)));
  }

  /// Where it answers, as one would type it on this machine.
  String address() {
    var environment = context.getEnvironment();
    var host = environment.getProperty("server.address", "127.0.0.1");
    if (host.equals("0.0.0.0") || host.equals("::")) {
      host = "127.0.0.1";
    }
    return "http://%s:%s"
        .formatted(
            host.contains(":") ? "[" + host + "]" : host,
            environment.getProperty("local.server.port"));
  }

  /// Fills the booking desk with made-up people unless it has been used; says so in a sentence, or
  /// nothing.
  String fillDesk() {
    return context.getBean(MadeUpDesk.class).fill();
  }

  /// How the first administrator gets in; empty when there is one, or none is needed.
  String invitation() {
    var accounts = context.getBean(Accounts.class);
    var demo = context.getBean(Settings.class).demo();
    if (demo || !accounts.needSetUp()) {
      return "";
    }
    return "Nobody can sign in yet. Open %s/setup within a day and enter the code %s"
        .formatted(address(), accounts.setUpCode().text());
  }

  @Override
  public void close() {
    context.close();
  }
}

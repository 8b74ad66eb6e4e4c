package dev.meanwhile.server.http;

import dev.meanwhile.server.settings.Settings;
import dev.meanwhile.server.start.StartRefused;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// How the web server takes connections, and what it answers before a request reaches us.
@Configuration(proxyBeanMethods = false)
class JettyConfiguration {
  // With the default of a few dozen, 10,000 browsers that come back at once wait for many seconds.
  private static final int ACCEPT_QUEUE = 4_000;

  @Bean
  WebServerFactoryCustomizer<JettyServletWebServerFactory> jetty(Settings settings) {
    return factory -> {
      factory.setAddress(address(settings.address()));
      factory.setPort(settings.port());
      factory.addServerCustomizers(JettyConfiguration::customize);
    };
  }

  private static InetAddress address(String name) {
    try {
      return InetAddress.getByName(name);
    } catch (UnknownHostException _) {
      throw new StartRefused(
          "MEANWHILE_ADDRESS is '%s', but there is no such host.".formatted(name),
          "Use 127.0.0.1 for this machine only, or 0.0.0.0 for every network.");
    }
  }

  private static void customize(Server server) {
    for (var connector : server.getConnectors()) {
      if (connector instanceof ServerConnector sockets) {
        sockets.setAcceptQueueSize(ACCEPT_QUEUE);
      }
    }
    server.setErrorHandler(new JettyProblems());
  }
}

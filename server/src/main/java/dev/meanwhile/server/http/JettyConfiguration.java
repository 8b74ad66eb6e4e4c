package dev.meanwhile.server.http;

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
  WebServerFactoryCustomizer<JettyServletWebServerFactory> jetty() {
    return factory -> factory.addServerCustomizers(JettyConfiguration::customize);
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

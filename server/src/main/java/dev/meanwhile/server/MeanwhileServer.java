package dev.meanwhile.server;

import dev.meanwhile.server.settings.Settings;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/// The platform as one configuration: an application's main class imports it, and adds its task
/// handlings and migrations as beans.
///
/// It names the few parts of Spring Boot it needs instead of trying them all, which halves the time
/// to start.
@Configuration(proxyBeanMethods = false)
@ComponentScan
@EnableConfigurationProperties(Settings.class)
@ImportAutoConfiguration({
  JettyServletWebServerAutoConfiguration.class,
  DispatcherServletAutoConfiguration.class
})
public class MeanwhileServer {}

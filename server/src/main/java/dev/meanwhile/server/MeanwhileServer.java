package dev.meanwhile.server;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/// The platform as one configuration: an application's main class imports it, and adds its task
/// handlings and migrations as beans.
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class MeanwhileServer {}

package dev.meanwhile.apps.desk.appointments;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/// Lets an operator say where the desk stands.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ZoneSettings.class)
class AppointmentConfiguration {}

package dev.meanwhile.apps.desk.jobs;

import dev.meanwhile.integrations.maps.GoogleDistanceMatrix;
import dev.meanwhile.integrations.maps.GoogleRoutes;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// What an operator may set for Google Maps: `MEANWHILE_GOOGLE_MAPS_…`.
///
/// @param key a secret; null without Google Maps
/// @param url null for Google's own address
@ConfigurationProperties("meanwhile.google.maps")
record MapsSettings(@Nullable String key, @Nullable String url) {

  MapsSettings {
    key = PartnerSettings.stripped(key);
  }

  URI routes() {
    return PartnerSettings.address("MEANWHILE_GOOGLE_MAPS_URL", url, GoogleRoutes.GOOGLE);
  }

  URI matrix() {
    return PartnerSettings.address("MEANWHILE_GOOGLE_MAPS_URL", url, GoogleDistanceMatrix.GOOGLE);
  }

  /// It never gets into a log by accident.
  @Override
  public String toString() {
    return "MapsSettings[…]";
  }
}

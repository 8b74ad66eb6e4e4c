package dev.meanwhile.apps.desk.jobs;

import dev.meanwhile.integrations.quo.Quo;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// What an operator may set for Quo: `MEANWHILE_QUO_…`.
///
/// @param key a secret; null without Quo
/// @param number the one that messages are sent from, in E.164; null for no messages
/// @param url null for Quo's own address
@ConfigurationProperties("meanwhile.quo")
record QuoSettings(@Nullable String key, @Nullable String number, @Nullable String url) {

  QuoSettings {
    key = PartnerSettings.stripped(key);
    number = PartnerSettings.stripped(number);
    PartnerSettings.require(
        number == null || number.matches("\\+[1-9]\\d{6,14}"),
        "MEANWHILE_QUO_NUMBER is '%s', but a number is written like +13155550100."
            .formatted(number));
  }

  URI base() {
    return PartnerSettings.address("MEANWHILE_QUO_URL", url, Quo.QUO);
  }

  /// It never gets into a log by accident.
  @Override
  public String toString() {
    return "QuoSettings[…]";
  }
}

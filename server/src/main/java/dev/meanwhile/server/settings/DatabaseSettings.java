package dev.meanwhile.server.settings;

import dev.meanwhile.server.start.StartRefused;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where the database is.
///
/// @param url `jdbc:postgresql://host:5432/name`, or the form many hosts hand out,
///   `postgres://user:password@host:5432/name`
/// @param user may also be part of the address
/// @param password may also be part of the address
/// @param pool how many connections the node opens; the engine keeps twelve of them
/// @param wall `required` refuses to start where the database cannot hold people's requests back
public record DatabaseSettings(
    @Nullable String url,
    @Nullable String user,
    @Nullable String password,
    @DefaultValue("24") int pool,
    @DefaultValue("preferred") String wall) {

  public DatabaseSettings {
    Settings.require(
        pool >= 14 && pool <= 1_000,
        "MEANWHILE_DATABASE_POOL is %s, but a node needs 14 to 1,000 connections.",
        pool);
    Settings.require(
        wall.equals("preferred") || wall.equals("required"),
        "MEANWHILE_DATABASE_WALL is '%s'; it must be preferred or required.",
        wall);
    url = url == null || url.isBlank() ? null : url;
    if (url != null && url.matches("postgres(ql)?://.*")) {
      URI plain = plain(url);
      url = "jdbc:postgresql://" + hostOf(plain) + pathOf(plain);
      String[] account = plain.getUserInfo() == null ? null : plain.getUserInfo().split(":", 2);
      if (account != null) {
        user = user == null ? account[0] : user;
        password = password == null && account.length == 2 ? account[1] : password;
      }
    }
    Settings.require(
        url == null || url.startsWith("jdbc:postgresql:"),
        "MEANWHILE_DATABASE_URL does not begin with jdbc:postgresql: or postgres:.%s",
        "");
  }

  /// Whether the node refuses to start without the second wall.
  public boolean wallRequired() {
    return wall.equals("required");
  }

  /// The address for the driver.
  public String address() {
    if (url == null) {
      throw new StartRefused(
          "MEANWHILE_DATABASE_URL is not set, so there is no database to keep tasks in.",
          "Set it, for example to jdbc:postgresql://localhost:5432/meanwhile, or start"
              + " './meanwhile demo', which brings a database of its own.");
    }
    return url;
  }

  /// The address for people: without what may follow a question mark, such as a password.
  public String shown() {
    String address = address();
    int end = address.indexOf('?');
    return end < 0 ? address : address.substring(0, end);
  }

  @Override
  public String toString() {
    return "DatabaseSettings[" + (url == null ? "no address" : shown()) + "]";
  }

  private static URI plain(String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException _) {
      throw new StartRefused(
          "MEANWHILE_DATABASE_URL is not a proper address.",
          "Write it like postgres://user:password@host:5432/name, with special characters of the"
              + " password percent-encoded, or give the password in MEANWHILE_DATABASE_PASSWORD.");
    }
  }

  private static String hostOf(URI plain) {
    String host = plain.getHost() == null ? "localhost" : plain.getHost();
    return plain.getPort() < 0 ? host : host + ":" + plain.getPort();
  }

  private static String pathOf(URI plain) {
    String path = plain.getRawPath() == null ? "/" : plain.getRawPath();
    return plain.getRawQuery() == null ? path : path + "?" + plain.getRawQuery();
  }
}

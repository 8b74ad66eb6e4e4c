package dev.meanwhile.server.settings;

import dev.meanwhile.server.start.StartRefused;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Everything an operator may set. Each is an environment variable: `MEANWHILE_UPLOAD_LIMIT` is
/// `upload.limit`. `docs/reference/configuration.md` lists them.
///
/// @param sql where SQL clients find their views and functions
/// @param address the network address to listen on
/// @param port the port to listen on; 0 takes any free one
/// @param data the folder for uploaded files
/// @param node the node's name in timelines; null takes the machine's name
/// @param concurrency how many tasks the node runs at once
/// @param worker whether the node runs tasks, or only answers requests
/// @param lease after how long without a sign of life a node's tasks start again elsewhere
/// @param archive when ended tasks move to the archive
/// @param demo whether made-up people are signed in without a password
/// @param https whether browsers reach us by HTTPS, perhaps through a proxy
/// @param site the address under which people reach us, for example `https://tasks.example.org`
/// @param trusted the proxies whose word is taken for where a request came from
/// @param grace how long running tasks may go on when the node stops
@ConfigurationProperties("meanwhile")
public record Settings(
    @DefaultValue DatabaseSettings database,
    @DefaultValue Sql sql,
    @DefaultValue("127.0.0.1") String address,
    @DefaultValue("8080") int port,
    @DefaultValue("./.meanwhile") Path data,
    @DefaultValue Upload upload,
    @DefaultValue Cors cors,
    @Nullable String node,
    @DefaultValue("100") int concurrency,
    @DefaultValue("true") boolean worker,
    @DefaultValue("10s") Duration lease,
    @DefaultValue("20s") Duration grace,
    @DefaultValue Live live,
    @DefaultValue ArchiveSettings archive,
    @DefaultValue("false") boolean demo,
    @DefaultValue("false") boolean https,
    @Nullable String site,
    @DefaultValue Trusted trusted) {

  public Settings {
    require(
        port >= 0 && port <= 65_535, "MEANWHILE_PORT is %s, but ports go from 1 to 65535.", port);
    require(
        concurrency >= 1 && concurrency <= 10_000,
        "MEANWHILE_CONCURRENCY is %s, but a node runs 1 to 10,000 tasks at once.",
        concurrency);
    require(
        lease.compareTo(Duration.ofSeconds(2)) >= 0,
        "MEANWHILE_LEASE is %s, but a lease lasts at least 2s.",
        lease);
    require(
        !demo || address.matches("127\\..*|localhost|::1|\\[::1]"),
        "MEANWHILE_DEMO signs everybody in, so it needs MEANWHILE_ADDRESS 127.0.0.1, not %s.",
        address);
    site = site == null || site.isBlank() ? null : site.strip();
    require(
        site == null || siteUri(site) != null,
        "MEANWHILE_SITE is '%s', which is no address of a web site; write it like https://tasks.example.org.",
        String.valueOf(site));
    // Cookies for a site that is reached by HTTPS are never sent otherwise.
    https = https || (site != null && site.startsWith("https:"));
    require(!grace.isNegative(), "MEANWHILE_GRACE is %s, but no time is shorter than 0s.", grace);
  }

  /// The host of the site in small letters, without its port; null when no site was named.
  public @Nullable String siteHost() {
    URI uri = site == null ? null : siteUri(site);
    return uri == null ? null : uri.getHost().toLowerCase(Locale.ROOT);
  }

  private static @Nullable URI siteUri(String site) {
    try {
      var uri = new URI(site);
      boolean good =
          List.of("http", "https").contains(String.valueOf(uri.getScheme()))
              && uri.getHost() != null
              && uri.getUserInfo() == null
              && List.of("", "/").contains(uri.getPath())
              && uri.getQuery() == null
              && uri.getFragment() == null;
      return good ? uri : null;
    } catch (URISyntaxException _) {
      return null;
    }
  }

  /// What SQL clients find.
  ///
  /// @param schema where the views and functions lie; empty for none
  public record Sql(@DefaultValue("public") String schema) {
    public Sql {
      schema = schema.strip();
    }
  }

  /// What may be handed over.
  ///
  /// @param limit the largest file
  public record Upload(@DefaultValue("512MB") DataSize limit) {
    public Upload {
      require(
          limit.toBytes() >= 1,
          "MEANWHILE_UPLOAD_LIMIT is %s, but a file has at least one byte.",
          limit);
    }
  }

  /// Which other web sites may show our data in their pages.
  ///
  /// @param origins for example `https://www.example.org`
  public record Cors(@DefaultValue List<String> origins) {
    public Cors {
      origins = origins.stream().map(String::strip).filter(text -> !text.isEmpty()).toList();
      for (String origin : origins) {
        require(
            origin.matches("https?://[A-Za-z0-9._\\[\\]:-]+"),
            "MEANWHILE_CORS_ORIGINS holds '%s', which is no origin; write it like https://www.example.org.",
            origin);
      }
    }
  }

  /// The live stream.
  ///
  /// @param perUser how many streams one user may have open on this node
  /// @param perAddress how many streams one network address may have open on this node
  /// @param mailbox how many changes wait for a slow reader before it is cut off
  /// @param heartbeat how often a silent stream shows that it is alive
  public record Live(
      @DefaultValue("500") int perUser,
      @DefaultValue("1000") int perAddress,
      @DefaultValue("1000") int mailbox,
      @DefaultValue("15s") Duration heartbeat) {
    public Live {
      require(perUser >= 1, "MEANWHILE_LIVE_PER_USER is %s; it must be at least 1.", perUser);
      require(
          perAddress >= 1, "MEANWHILE_LIVE_PER_ADDRESS is %s; it must be at least 1.", perAddress);
      require(mailbox >= 10, "MEANWHILE_LIVE_MAILBOX is %s; it must be at least 10.", mailbox);
      require(
          heartbeat.toMillis() >= 10,
          "MEANWHILE_LIVE_HEARTBEAT is %s; it must be longer.",
          heartbeat);
    }
  }

  static void require(boolean fine, String sentence, Object value) {
    if (!fine) {
      throw new StartRefused(
          sentence.formatted(value), "docs/reference/configuration.md explains every setting.");
    }
  }
}

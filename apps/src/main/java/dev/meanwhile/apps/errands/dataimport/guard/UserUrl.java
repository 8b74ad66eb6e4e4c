package dev.meanwhile.apps.errands.dataimport.guard;

import java.net.IDN;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An address as a user typed it, taken apart by one strict reading and put together again, so that
/// nobody after this reads it in another way.
///
/// @param scheme `http` or `https`
/// @param host a name in lower-case ASCII without a trailing dot, or an IP address without brackets
/// @param literal the IP address when the host is one
/// @param path with the query, percent-encoded, beginning with `/`
public record UserUrl(
    String scheme, String host, @Nullable InetAddress literal, int port, String path) {
  private static final Pattern SHAPE =
      Pattern.compile("(?s)([A-Za-z][A-Za-z0-9+.-]*)://([^/?#\\\\]*)([^#]*)(#.*)?");
  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[^\\[\\]]*\\]|[^:]*)(?::(\\d{1,5}))?");
  private static final Pattern CANONICAL_V4 =
      Pattern.compile("(?:(?:0|[1-9]\\d{0,2})\\.){3}(?:0|[1-9]\\d{0,2})");
  private static final Pattern NUMBER_AT_END = Pattern.compile("(?:.*\\.)?(?:\\d+|0x[0-9a-f]*)");
  private static final Pattern NAME =
      Pattern.compile(
          "(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
  private static final int LONGEST = 2000;

  /// Reads an address.
  ///
  /// @throws AddressRefused when it is not an ordinary web address
  public static UserUrl parse(String text) {
    String trimmed = text.strip();
    if (trimmed.length() > LONGEST) {
      throw refused("The address is longer than 2,000 characters.", "Use a shorter address.");
    }
    Matcher parts = SHAPE.matcher(trimmed);
    if (!parts.matches()) {
      throw refused(
          "The address is not a complete web address.",
          "Use one that begins with https:// and names a host.");
    }
    String scheme = parts.group(1).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw refused(
          "The address begins with '%s', which is not fetched.".formatted(scheme),
          "Use an address that begins with https:// or http://.");
    }
    String authority = parts.group(2);
    if (authority.contains("@")) {
      throw refused(
          "The address holds a user name or password.",
          "Use an address without anything before @.");
    }
    Matcher hostAndPort = AUTHORITY.matcher(authority);
    if (!hostAndPort.matches()) {
      throw refused("The address has no readable host and port.", "Check its spelling.");
    }
    String port = hostAndPort.group(2);
    String host = hostAndPort.group(1);
    InetAddress literal = host.startsWith("[") ? ipv6(host) : null;
    if (literal == null) {
      host = name(host);
      if (CANONICAL_V4.matcher(host).matches()) {
        literal = literal(host);
      } else if (NUMBER_AT_END.matcher(host).matches()) {
        throw refused(
            "The host of the address is a number in an unusual spelling.",
            "Use a host name such as data.example.org.");
      }
    }
    int at = port != null ? Integer.parseInt(port) : scheme.equals("https") ? 443 : 80;
    return new UserUrl(
        scheme,
        literal != null ? literal.getHostAddress() : host,
        literal,
        at,
        UrlPath.encoded(parts.group(3)));
  }

  /// The address as it is asked for.
  public URI uri() {
    try {
      return new URI(origin() + path);
    } catch (URISyntaxException e) {
      throw refused("The path of the address is not readable.", "Check its spelling.");
    }
  }

  /// Scheme, host and port: what all pages of one source have in common.
  public String origin() {
    return "%s://%s:%d".formatted(scheme, host.contains(":") ? "[" + host + "]" : host, port);
  }

  private static String name(String typed) {
    String ascii;
    try {
      // Also turns full-width and other look-alike digits and dots into plain ones.
      ascii = IDN.toASCII(typed, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      ascii = "";
    }
    if (ascii.endsWith(".")) {
      ascii = ascii.substring(0, ascii.length() - 1);
    }
    if (ascii.length() > 253 || !NAME.matcher(ascii).matches()) {
      throw refused("The address has no valid host name.", "Check its spelling.");
    }
    return ascii;
  }

  private static InetAddress ipv6(String bracketed) {
    String inside = bracketed.substring(1, bracketed.length() - 1);
    if (!inside.contains(":") || !inside.matches("[0-9A-Fa-f:.]+")) {
      throw refused("The IP address between brackets is not one.", "Use a host name.");
    }
    InetAddress address = literal(inside);
    if (address instanceof Inet4Address) {
      throw refused(
          "The host of the address is an IPv4 address in an unusual spelling.", "Use a host name.");
    }
    return address;
  }

  private static InetAddress literal(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      throw refused("The IP address is not a valid one.", "Use a host name.");
    }
  }

  private static AddressRefused refused(String why, String advice) {
    return new AddressRefused(why, advice);
  }
}

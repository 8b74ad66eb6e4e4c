package dev.meanwhile.server.secret;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Takes secrets out of what others send us, before it is kept or shown: by the names of fields and
/// headers, and by how secrets look.
public final class Redaction {
  private static final String MASK = "…";

  private static final Set<String> NAMES =
      Set.of(
          "authorization",
          "proxyauthorization",
          "cookie",
          "setcookie",
          "apikey",
          "xapikey",
          "key",
          "password",
          "passwd",
          "pwd",
          "pass",
          "secret",
          "clientsecret",
          "token",
          "accesstoken",
          "refreshtoken",
          "idtoken",
          "authtoken",
          "bearer",
          "auth",
          "credentials",
          "privatekey",
          "webhooksignature",
          "session",
          "sessionid");

  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)([\"']?(?:proxy-)?(?:authorization|api[-_]?key|x-api-key|(?:set-)?cookie|password|(?:client[-_]?)?secret"
              + "|(?:access[-_]?|refresh[-_]?|id[-_]?)?token)\\\\?[\"']?\\s*[:=]\\s*)(\\\\?[\"'])?[^\"'\\\\\\r\\n,;&}]+");

  private static final Pattern SCHEMES =
      Pattern.compile("(?i)\\b(bearer|basic)\\s+[A-Za-z0-9._~+/=-]{6,}");

  private static final Pattern LOOKS =
      Pattern.compile(
          "\\b(?:mw[a-z]_|whsec_|sk-|sk_live_|sk_test_|xox[a-z]-|gh[a-z]_|AIza)[A-Za-z0-9._=+/-]{8,}"
              + "|\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*");

  private static final Pattern IN_ADDRESS = Pattern.compile("(?<=://)[^/\\s:@]+:[^/\\s@]+(?=@)");

  private Redaction() {}

  /// Whether what goes by this name is nobody's business.
  public static boolean hides(String name) {
    String letters = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    return NAMES.contains(letters) || letters.endsWith("apikey");
  }

  public static String text(String text) {
    String clean = SCHEMES.matcher(text).replaceAll("$1 " + MASK);
    clean = NAMED.matcher(clean).replaceAll("$1$2" + MASK);
    clean = LOOKS.matcher(clean).replaceAll(MASK);
    return IN_ADDRESS.matcher(clean).replaceAll(MASK);
  }

  /// The same tree without secrets.
  public static JsonNode tree(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        ObjectNode clean = JsonNodeFactory.instance.objectNode();
        object
            .properties()
            .forEach(field ->
                clean.set(
                    field.getKey(),
                    hides(field.getKey()) && !field.getValue().isNull()
                        ? JsonNodeFactory.instance.stringNode(MASK)
                        : tree(field.getValue())));
        yield clean;
      }
      case ArrayNode array -> {
        ArrayNode clean = JsonNodeFactory.instance.arrayNode();
        array.forEach(one -> clean.add(tree(one)));
        yield clean;
      }
      case JsonNode text when text.isString() ->
          JsonNodeFactory.instance.stringNode(text(text.asString()));
      default -> node;
    };
  }
}

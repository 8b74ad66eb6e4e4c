package dev.meanwhile.engine;

import java.util.regex.Pattern;

/// Takes out of a text what looks like a secret: for texts that come from outside and are kept,
/// shown or logged. It knows the looks of secrets, not the secrets: what looks like an ordinary
/// word stays.
public final class Redaction {
  /// What stands where a secret stood.
  public static final String MARK = "[…]";

  private static final int LONGEST_WORD = 15;

  /// `password=…`, `"api_key": "…"`, `&token=…`.
  private static final Pattern NAMED =
      Pattern.compile(
          """
          (?i)((?:pass(?:word|wd|phrase)?|pwd|secret|token|api[_-]?key|private[_-]?key|access[_-]?key|credentials?|signature)\
          ["']?\\s{0,3}(?:=|["']\\s{0,3}:|:\\s{0,3}["'])\\s{0,3}["']?)([^\\s"'&,;<>{}]{1,4096})\
          """);

  /// `Authorization: …` and the like, to the end of the line.
  private static final Pattern HEADER =
      Pattern.compile(
          "(?i)\\b((?:proxy-)?authorization|(?:set-)?cookie|x-api-key|x-auth-token)(\\s{0,3}[:=]\\s{0,3})([^\\r\\n\"']{1,4096})");

  private static final Pattern SCHEME =
      Pattern.compile("(?i)\\b(bearer|basic)(\\s{1,3})([a-z0-9._~+/=-]{8,4096})");

  /// `https://user:password@host`.
  private static final Pattern ADDRESS =
      Pattern.compile("(://[^\\s/:@\"'<>]{0,256}:)([^\\s/@\"'<>]{1,256})@");

  /// Keys that show what they are by their beginning, ours among them, and JSON web tokens.
  private static final Pattern KNOWN =
      Pattern.compile(
          """
          \\b(?:eyJ[\\w-]{8,4096}\\.[\\w-]{8,4096}(?:\\.[\\w-]{0,4096})?|mw[a-z]_[\\w-]{16,200}|sk-[\\w-]{16,200}\
          |[sr]k_(?:live|test)_\\w{10,200}|AKIA[A-Z0-9]{16}|AIza[\\w-]{30,50}|gh[a-z]_\\w{20,255}|github_pat_\\w{20,255}\
          |glpat-[\\w-]{16,100}|xox[a-z]-[\\w-]{10,200}|whsec_[\\w+/=]{16,200})\
          """);

  private Redaction() {}

  /// The text without what looks like a secret; most texts come back as they are.
  public static String of(String text) {
    if (!suspicious(text)) {
      return text;
    }
    String clean = HEADER.matcher(text).replaceAll("$1$2" + MARK);
    clean = SCHEME.matcher(clean).replaceAll("$1$2" + MARK);
    clean = ADDRESS.matcher(clean).replaceAll("$1" + MARK + "@");
    clean = NAMED.matcher(clean).replaceAll("$1" + MARK);
    return KNOWN.matcher(clean).replaceAll(MARK);
  }

  /// Whether it is worth a closer look: ordinary sentences have none of these.
  private static boolean suspicious(String text) {
    int word = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '=' || c == ':' || c == '"') {
        return true;
      }
      word = c == ' ' ? 0 : word + 1;
      if (word > LONGEST_WORD) {
        return true;
      }
    }
    return text.contains("earer ") || text.contains("asic ");
  }
}

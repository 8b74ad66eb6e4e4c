package dev.meanwhile.proof.security;

/// What somebody may try against us, what keeps them from it, and what shows that it does. The page
/// `docs/reference/threats.md` holds the same table; a test compares them.
public enum Threat {
  T1("stolen or forged tokens", "short tokens bound to a session, one algorithm", "prove session"),
  T2("session fixation", "a new session at each sign-in", "prove security"),
  T3("inactivity bypass", "the server's clock; only people's input counts", "prove session"),
  T4("role escalation", "roles on the server, changed by administrators only", "prove security"),
  T5("other people's rows", "whose row it is stands in the question; 404", "prove security"),
  T6("the second wall", "row-level security for the application's role", "prove access"),
  T7("SQL injection", "parameters only, words from lists", "prove security"),
  T8("addresses that lead inside", "every resolved address is checked", "AddressGuardTest"),
  T9("formulas in CSV files", "a mark before what a spreadsheet would run", "FormulaShieldTest"),
  T10("bombs in files", "limits before anything is unpacked or read", "CsvTest"),
  T11("scripts in texts", "text is text; no inline script", "prove security"),
  T12("instructions in model texts", "", ""),
  T13("requests from other web sites", "Origin, JSON only, no change by GET", "prove security"),
  T14("names found out by asking", "the same answer and the same time", "prove login"),
  T15("guessed passwords", "throttled for each account and address", "prove login"),
  T16("weak keeping of passwords", "Argon2id above the recommended floor", "prove login"),
  T17(
      "forged or repeated webhooks",
      "signed or with a token, both ways; bound to task, attempt and word; five minutes; the very same message changes nothing",
      "prove callbacks"),
  T18("too many live streams", "a limit for each user and address", "prove security"),
  T19("fields nobody offered", "one record for each body; others are refused", "prove security"),
  T20("secrets in logs, tables, streams", "hashes, and texts without secrets", "prove security"),
  T21("errors that tell too much", "one page of problems, in sentences", "prove security"),
  T22("rude and broken requests", "limits, one parser", "prove security"),
  T23("slow filters", "no patterns from outside", "prove security"),
  T24("paths in file names", "files are kept under names of ours", "prove security"),
  T25("secrets at rest", "only hashes are kept", "prove security"),
  T26("default accounts", "a one-time code, no default password", "prove security"),
  T27("bookings and messages at others' cost", "", ""),
  T28("partners that lie", "own types, limits of size and time", "WebSourceTest"),
  T29("code from elsewhere", "pages load nothing from other hosts", "prove security"),
  T30("missing headers", "one filter before everything", "prove security"),
  T31("a changed audit log", "refused by the database", "prove security");

  private final String title;
  private final String defence;
  private final String shownBy;

  Threat(String title, String defence, String shownBy) {
    this.title = title;
    this.defence = defence;
    this.shownBy = shownBy;
  }

  String title() {
    return title;
  }

  String defence() {
    return defence;
  }

  /// The proof or test; empty while there is nothing to threaten.
  String shownBy() {
    return shownBy;
  }

  /// Whether attacks on it are counted here.
  boolean here() {
    return shownBy.equals("prove security");
  }

  /// A row of the page's table.
  String row() {
    return shownBy.isEmpty()
        ? "| %s | %s | not built yet | |".formatted(name(), title)
        : "| %s | %s | %s | %s |"
            .formatted(
                name(),
                title,
                defence,
                shownBy.startsWith("prove") ? "`./meanwhile " + shownBy + "`" : shownBy);
  }
}

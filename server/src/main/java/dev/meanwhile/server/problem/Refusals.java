package dev.meanwhile.server.problem;

/// The refusals that more than one place has to make.
public final class Refusals {
  private static final String NOT_UNDERSTOOD = "The request was not understood.";

  private Refusals() {}

  /// Not there, or not the caller's: nobody learns which.
  public static Refusal notFound(String what) {
    return new Refusal(
        404,
        "not-found",
        what + " was not found.",
        "It does not exist, or it belongs to somebody else.",
        "Check the address; lists show what you may see.");
  }

  /// A query parameter or header with a value that cannot be used.
  ///
  /// @param pointer `?limit` for a query parameter, `Prefer:` for a header
  public static Refusal badParameter(String pointer, String message) {
    return new Refusal(
            400, "bad-parameter", NOT_UNDERSTOOD, message, "Correct it and send it again.")
        .error(pointer, "bad_value", message);
  }

  /// Something in the body that is no proper JSON of ours.
  public static Refusal badBody(String slug, String detail) {
    return new Refusal(
        400, slug, NOT_UNDERSTOOD, detail, "Correct the body and send it again; nothing was done.");
  }

  public static Refusal tooLarge(String title, String detail, String advice) {
    return new Refusal(413, "too-large", title, detail, advice);
  }

  public static Refusal databaseDown() {
    return new Refusal(
            503,
            "database-unavailable",
            "The request could not be carried out.",
            "The database does not answer.",
            "Try again in a moment; with an Idempotency-Key nothing happens twice.")
        .retryAfter(5);
  }

  public static Refusal busy() {
    return new Refusal(
            503,
            "busy",
            "The request could not be carried out.",
            "The server has more to do than it can take.",
            "Try again in a moment; with an Idempotency-Key nothing happens twice.")
        .retryAfter(2);
  }

  public static Refusal stopping() {
    return new Refusal(
            503,
            "stopping",
            "The request could not be carried out.",
            "This server is stopping.",
            "Try again in a moment; another server answers then.")
        .retryAfter(2);
  }

  public static Refusal diskFull(String where) {
    return new Refusal(
            507,
            "disk-full",
            "Nothing was stored.",
            "The disk of the " + where + " is full.",
            "Tell the operator to free space, then try again.")
        .retryAfter(60);
  }

  public static Refusal internal() {
    return new Refusal(
        500,
        "internal",
        "The request could not be carried out.",
        "Something went wrong on our side.",
        "Try again; if it stays so, tell the operator the request id.");
  }
}

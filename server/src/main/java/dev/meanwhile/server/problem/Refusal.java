package dev.meanwhile.server.problem;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request that is answered with a problem; whoever throws it has the sentences.
public final class Refusal extends RuntimeException {
  private final int status;
  private final String slug;
  private final String title;
  private final String detail;
  private final String advice;
  private final transient List<FieldError> errors;
  private final transient Map<String, String> headers;
  private final transient @Nullable Object current;

  /// @param slug the last word of the problem's address: `unknown-task-type`
  /// @param title what failed
  /// @param detail why
  /// @param advice what to do
  public Refusal(int status, String slug, String title, String detail, String advice) {
    this(status, slug, title, detail, advice, List.of(), Map.of(), null);
  }

  private Refusal(
      int status,
      String slug,
      String title,
      String detail,
      String advice,
      List<FieldError> errors,
      Map<String, String> headers,
      @Nullable Object current) {
    super(title + " " + detail);
    this.status = status;
    this.slug = slug;
    this.title = title;
    this.detail = detail;
    this.advice = advice;
    this.errors = List.copyOf(errors);
    this.headers = Map.copyOf(headers);
    this.current = current;
  }

  public Refusal errors(List<FieldError> found) {
    return new Refusal(status, slug, title, detail, advice, found, headers, current);
  }

  public Refusal error(String pointer, String code, String message) {
    return errors(List.of(new FieldError(pointer, code, message)));
  }

  /// The same, asking to be tried again after this many seconds.
  public Refusal retryAfter(int seconds) {
    return header("Retry-After", Integer.toString(seconds));
  }

  public Refusal header(String name, String value) {
    return new Refusal(status, slug, title, detail, advice, errors, Map.of(name, value), current);
  }

  /// The same, with how the thing stands that somebody wanted to change.
  public Refusal current(Object now) {
    return new Refusal(status, slug, title, detail, advice, errors, headers, now);
  }

  public int status() {
    return status;
  }

  public String slug() {
    return slug;
  }

  public String title() {
    return title;
  }

  public String detail() {
    return detail;
  }

  public String advice() {
    return advice;
  }

  public List<FieldError> errors() {
    return errors;
  }

  public Map<String, String> headers() {
    return headers;
  }

  public @Nullable Object current() {
    return current;
  }
}

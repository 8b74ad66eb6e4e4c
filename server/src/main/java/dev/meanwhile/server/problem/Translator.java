package dev.meanwhile.server.problem;

import dev.meanwhile.engine.ChangeRefused;
import dev.meanwhile.engine.SubmissionRefused;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/// Turns whatever a request ended with into the sentences of a refusal.
final class Translator {
  private Translator() {}

  /// Never a class name, a statement or a path of ours: what is not known is told as "on our side".
  static Refusal translate(HttpServletRequest request, Throwable failure) {
    return switch (failure) {
      case Refusal refusal -> refusal;
      case SubmissionRefused refused -> submission(refused);
      case ChangeRefused refused -> change(refused);
      case NoResourceFoundException _, NoHandlerFoundException _ -> noRoute(request);
      case HttpRequestMethodNotSupportedException wrong -> method(wrong);
      case HttpMediaTypeNotSupportedException wrong -> contentType(wrong);
      case HttpMediaTypeNotAcceptableException _ -> accept();
      case HttpMessageNotReadableException unreadable -> body(request, unreadable);
      case MethodArgumentTypeMismatchException wrong ->
          wrong.getName().endsWith("id")
              ? Refusals.notFound("What you asked for")
              : Refusals.badParameter(
                  "?" + wrong.getName(),
                  // Not the value itself: it may be a secret that went into the wrong place.
                  "What was given for '%s' cannot be read.".formatted(wrong.getName()));
      case MissingServletRequestParameterException missing ->
          Refusals.badParameter(
              "?" + missing.getParameterName(),
              "The parameter '%s' is missing.".formatted(missing.getParameterName()));
      case MissingRequestValueException _ ->
          Refusals.badParameter("", "Something that is needed is missing.");
      case EOFException _ ->
          Refusals.badBody("broken-off", "The request broke off before its end.");
      default -> failure instanceof HttpException http ? malformed(http) : deeper(request, failure);
    };
  }

  /// What the web server noticed while it read the request for us.
  private static Refusal malformed(HttpException http) {
    boolean unknownVersion = http.getCode() == 505;
    return http.getCode() >= 500 && !unknownVersion
        ? Refusals.internal()
        : new Refusal(
            unknownVersion ? 400 : http.getCode(),
            "bad-request",
            "The request was not understood.",
            "It is not proper HTTP.",
            "Correct it and send it again.");
  }

  private static Refusal deeper(HttpServletRequest request, Throwable failure) {
    Refusal known = Weather.of(failure);
    if (known != null) {
      return known;
    }
    Throwable cause = failure.getCause();
    return cause == null ? Refusals.internal() : translate(request, cause);
  }

  private static Refusal submission(SubmissionRefused refused) {
    String why = String.valueOf(refused.getMessage());
    String title = "The task was not created.";
    return switch (refused.reason()) {
      case UNKNOWN_TYPE ->
          new Refusal(
                  422, "unknown-task-type", title, why, "GET /api/types lists the types there are.")
              .error("/task_type", "unknown", why);
      case KEY_REUSED ->
          new Refusal(
                  422,
                  "key-reused",
                  title,
                  why,
                  "Use a new Idempotency-Key for a new task; repeat the first request exactly to"
                      + " get its answer again.")
              .error("Idempotency-Key:", "reused", why);
      case BAD_INPUT ->
          new Refusal(422, "bad-input", title, why, "Correct input_data and send it again.")
              .error("/input_data", "bad_value", why);
    };
  }

  private static Refusal change(ChangeRefused refused) {
    return new Refusal(
        409,
        "wrong-status",
        "The task was not changed.",
        String.valueOf(refused.getMessage()),
        "Read the task again; its 'actions' say what may be asked of it now.");
  }

  private static Refusal noRoute(HttpServletRequest request) {
    return new Refusal(
        404,
        "no-such-address",
        "There is nothing at this address.",
        "No page and no call answers to %s here."
            .formatted(HttpMethod.GET.matches(request.getMethod()) ? "it" : request.getMethod()),
        "docs/reference/api.md lists every call.");
  }

  private static Refusal method(HttpRequestMethodNotSupportedException wrong) {
    var allowed = wrong.getSupportedHttpMethods();
    String list =
        allowed == null
            ? ""
            : allowed.stream().map(HttpMethod::name).sorted().collect(Collectors.joining(", "));
    Refusal refusal =
        new Refusal(
            405,
            "wrong-method",
            "The request was not understood.",
            "This address does not answer to %s.".formatted(wrong.getMethod()),
            list.isEmpty() ? "Use another method." : "Use " + list + ".");
    return list.isEmpty() ? refusal : refusal.header("Allow", list);
  }

  private static Refusal contentType(HttpMediaTypeNotSupportedException wrong) {
    MediaType type = wrong.getContentType();
    return new Refusal(
        415,
        "wrong-content-type",
        "The request was not understood.",
        type == null
            ? "It does not say what its body is."
            : "Its body is %s/%s.".formatted(type.getType(), type.getSubtype()),
        "Send JSON with the header 'Content-Type: application/json'.");
  }

  private static Refusal accept() {
    return new Refusal(
        406,
        "not-acceptable",
        "The request was not answered.",
        "The answer is JSON, but the request does not accept that.",
        "Send 'Accept: application/json', or no Accept at all.");
  }

  private static Refusal body(HttpServletRequest request, HttpMessageNotReadableException wrong) {
    @Nullable Throwable cause = wrong.getCause();
    if (cause instanceof IOException) {
      return translate(request, cause);
    }
    return Refusals.badBody("no-body", "The request has no body.");
  }
}

package dev.meanwhile.server.http;

import dev.meanwhile.server.guard.SecurityHeaders;
import dev.meanwhile.server.problem.Problems;
import dev.meanwhile.server.problem.Refusal;
import dev.meanwhile.server.problem.Refusals;
import dev.meanwhile.server.problem.RequestId;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// Answers what fails before or outside a controller: a malformed request line, headers too large.
final class JettyProblems extends ErrorHandler {

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Object status = request.getAttribute(ERROR_STATUS);
    int code = status instanceof Integer known ? known : response.getStatus();
    String id = RequestId.chosenOr(request.getHeaders().get(RequestId.HEADER));
    Refusal refusal = refusal(code);
    SecurityHeaders.ALL.forEach(response.getHeaders()::put);
    response.getHeaders().put(RequestId.HEADER, id);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problems.CONTENT_TYPE);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.setStatus(refusal.status());
    response.write(true, ByteBuffer.wrap(Problems.json(refusal, id)), callback);
    return true;
  }

  private static Refusal refusal(int status) {
    String title = "The request was not understood.";
    return switch (status) {
      case 404 ->
          new Refusal(
              404,
              "no-such-address",
              "There is nothing at this address.",
              "No page and no call answers here.",
              "docs/reference/api.md lists every call.");
      case 413 -> Refusals.tooLarge("The request was not read.", "It is too large.", "Send less.");
      case 414 ->
          new Refusal(414, "address-too-long", title, "Its address is too long.", "Shorten it.");
      case 431 ->
          new Refusal(
              431,
              "headers-too-large",
              title,
              "Its headers are too large.",
              "Send fewer or shorter headers; a browser's cookies may have to be cleared.");
      case 503 -> Refusals.stopping();
      default ->
          status >= 500 && status != 505
              ? Refusals.internal()
              : new Refusal(
                  status < 400 || status == 505 ? 400 : status,
                  "bad-request",
                  title,
                  "It is not proper HTTP.",
                  "Correct it and send it again.");
    };
  }
}

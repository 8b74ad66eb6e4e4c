package dev.meanwhile.server.access;

import jakarta.servlet.http.HttpServletRequest;

/// Finds out who makes a request. Controllers take a [Caller] as an argument.
public interface Callers {

  /// @throws dev.meanwhile.server.problem.Refusal with 401 when the request does not say
  Caller of(HttpServletRequest request);
}

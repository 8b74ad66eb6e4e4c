package dev.meanwhile.server.access;

import jakarta.servlet.http.HttpServletRequest;

/// Finds out who makes a request. Controllers take a [Caller] as an argument.
public interface Callers {

  Caller of(HttpServletRequest request);
}

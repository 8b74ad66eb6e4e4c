package dev.meanwhile.server.access;

/// What is done to a resource.
public enum Action {
  READ,
  CHANGE;

  public static Action of(String method) {
    return method.equals("GET") || method.equals("HEAD") ? READ : CHANGE;
  }
}

package dev.meanwhile.apps.desk.list;

import dev.meanwhile.server.problem.Refusals;

/// How many somebody wants on a page.
public final class Limit {
  public static final String USUAL = "50";
  public static final int MOST = 200;

  private Limit() {}

  public static int checked(int limit) {
    if (limit < 1 || limit > MOST) {
      throw Refusals.badParameter("?limit", "The limit must lie between 1 and %d.".formatted(MOST));
    }
    return limit;
  }
}

package dev.meanwhile.server.access;

import dev.meanwhile.server.problem.Refusal;
import dev.meanwhile.server.problem.Refusals;
import dev.meanwhile.server.wall.Guest;
import dev.meanwhile.server.wall.Wall;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.AsyncHandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/// Lets nobody through to a controller who has not said who they are and may not go there.
///
/// It looks at the controller that was found, not at the address as it was typed: there are many
/// ways to write the same address.
@Component
public final class Door implements AsyncHandlerInterceptor {
  private final Callers callers;
  private final Wall wall;

  Door(Callers callers, Wall wall) {
    this.callers = callers;
    this.wall = wall;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (!(handler instanceof HandlerMethod)) {
      return true; // the pages' files
    }
    String pattern =
        String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
    if (Endpoints.isOpen(pattern)) {
      return true;
    }
    Caller caller = callers.of(request);
    Resource resource = Endpoints.resource(pattern);
    Action action = Endpoints.onlyReads(pattern) ? Action.READ : Action.of(request.getMethod());
    if (resource == null) {
      throw Refusals.notFound("What you asked for");
    }
    if (!caller.may(resource, action) || !opens(caller.credential(), pattern, request)) {
      throw forbidden(caller, resource, action);
    }
    request.setAttribute(CallerArgument.ATTRIBUTE, caller);
    wall.enter(new Guest(caller.id(), caller.role().text(), caller.visibleTo() == null));
    return true;
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception failure) {
    wall.leave();
  }

  /// The request goes on in another thread.
  @Override
  public void afterConcurrentHandlingStarted(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    wall.leave();
  }

  /// A pass tells its page who is there, but not where else they are signed in; one for a single
  /// thing opens nothing but that.
  private static boolean opens(Credential shown, String pattern, HttpServletRequest request) {
    Reach reach = shown.reach();
    if (reach != null) {
      return reach.permits(pattern, request);
    }
    return !shown.isPass()
        || pattern.equals("/api/me")
        || Endpoints.resource(pattern) != Resource.PROFILE;
  }

  private static Refusal forbidden(Caller caller, Resource resource, Action action) {
    return new Refusal(
        403,
        "not-allowed",
        "The request was not carried out.",
        caller.credential().kind() == Credential.Kind.KEY || caller.credential().isPass()
            ? "The key or token that was shown does not allow it."
            : "Only %s may do this.".formatted(Permissions.allowed(resource, action)),
        "Ask an administrator; GET /api/me lists what you may do.");
  }
}

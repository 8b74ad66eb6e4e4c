package dev.meanwhile.server.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.resource.PathResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;

/// Finds a file of the pages; the addresses the console makes up for itself (`/tasks/…`) get its
/// one page, which knows what to show.
final class PageResolver extends PathResourceResolver {
  private static final String CONSOLE = "index.html";

  @Override
  public @Nullable Resource resolveResource(
      @Nullable HttpServletRequest request,
      String path,
      List<? extends Resource> locations,
      ResourceResolverChain chain) {
    Resource file = super.resolveResource(request, path, locations, chain);
    if (file != null && !path.endsWith("/")) {
      return file;
    }
    return request != null && asksForPage(request, path)
        ? super.resolveResource(request, CONSOLE, locations, chain)
        : null;
  }

  private static boolean asksForPage(HttpServletRequest request, String path) {
    String accept = request.getHeader("Accept");
    return !path.equals("api")
        && !path.startsWith("api/")
        && accept != null
        && accept.contains("text/html");
  }
}

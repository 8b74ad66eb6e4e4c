package dev.meanwhile.server.pages;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The address without a path: the console, or one sentence when this jar was built without it.
@RestController
class FrontDoor {
  private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");
  private static final String NO_PAGES =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <title>Meanwhile</title>
      <p>This server was built without its pages; the HTTP API under /api works. \
      To have the pages, install Node.js 20 or newer and build again with: mvn package</p>
      </html>
      """;

  private final Resource console;
  private final ContentTags tags = new ContentTags();

  @Autowired
  FrontDoor() {
    this(new ClassPathResource("META-INF/resources/index.html"));
  }

  FrontDoor(Resource console) {
    this.console = console;
  }

  @GetMapping("/")
  ResponseEntity<?> enter() {
    if (!console.exists()) {
      return ResponseEntity.ok()
          .contentType(HTML)
          .cacheControl(CacheControl.noCache())
          .body(NO_PAGES);
    }
    return ResponseEntity.ok()
        .contentType(HTML)
        .cacheControl(CacheControl.noCache())
        .eTag(tags.apply(console))
        .body(console);
  }
}

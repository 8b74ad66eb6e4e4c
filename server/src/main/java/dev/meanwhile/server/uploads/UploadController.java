package dev.meanwhile.server.uploads;

import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.problem.IdempotencyKey;
import dev.meanwhile.server.problem.Refusals;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/// Files in, and what is known of them.
@RestController
class UploadController {
  private final UploadDesk desk;

  UploadController(UploadDesk desk) {
    this.desk = desk;
  }

  @GetMapping("/api/uploads/{id}")
  Json find(@PathVariable UUID id, Caller caller) {
    Upload upload = desk.find(id);
    if (upload == null || !caller.sees(upload.createdBy())) {
      throw Refusals.notFound("The upload");
    }
    return Json.of(upload);
  }

  @PostMapping("/api/uploads")
  ResponseEntity<Json> upload(HttpServletRequest request, Caller caller) throws IOException {
    String key = IdempotencyKey.of(request);
    String boundary = boundary(request.getContentType());
    desk.refuseIfTooLarge(request.getContentLengthLong(), boundary != null);
    var taken =
        boundary == null
            ? desk.take(request.getInputStream(), name(request), caller, key)
            : desk.takeForm(request.getInputStream(), boundary, caller, key);
    var answer = ResponseEntity.created(URI.create("/api/uploads/" + taken.upload().id()));
    if (taken.replayed()) {
      answer.header(IdempotencyKey.REPLAYED, "true");
    }
    return answer.body(Json.of(taken.upload()));
  }

  /// Taken from the address itself: asking the servlet for a parameter would read the body.
  private static String name(HttpServletRequest request) {
    String name =
        UriComponentsBuilder.newInstance()
            .query(request.getQueryString())
            .build()
            .getQueryParams()
            .getFirst("name");
    if (name == null || name.isBlank()) {
      throw Refusals.badParameter("?name", "The file has no name; add ?name=… to the address.");
    }
    return UriUtils.decode(name.replace('+', ' '), StandardCharsets.UTF_8);
  }

  /// The line between the parts; null when the body is no form.
  private static @Nullable String boundary(@Nullable String contentType) {
    if (contentType == null || !contentType.startsWith("multipart/form-data")) {
      return null;
    }
    String boundary;
    try {
      boundary = MediaType.parseMediaType(contentType).getParameter("boundary");
    } catch (IllegalArgumentException _) {
      boundary = null;
    }
    if (boundary == null) {
      throw Refused.noFile("The form does not say what separates its parts.");
    }
    return boundary.replaceAll("^\"|\"$", "");
  }

  record Json(UUID id, String name, long size, String sha256, Instant createdAt) {
    static Json of(Upload upload) {
      return new Json(
          upload.id(), upload.name(), upload.size(), upload.sha256(), upload.createdAt());
    }
  }
}

package dev.meanwhile.server.access;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Who is asking.
@RestController
class MeController {

  @GetMapping("/api/me")
  Caller me(Caller caller) {
    return caller;
  }
}

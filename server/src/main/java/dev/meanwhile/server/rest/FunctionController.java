package dev.meanwhile.server.rest;

import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.json.StrictJson;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The functions of the SQL contract: `supabase.rpc('start_background_task', {task_id})`.
@RestController
class FunctionController {
  private final Catalogue catalogue;
  private final RestDesk desk;

  FunctionController(Catalogue catalogue, RestDesk desk) {
    this.catalogue = catalogue;
    this.desk = desk;
  }

  @PostMapping("/rest/v1/rpc/{function}")
  ResponseEntity<byte[]> call(
      @PathVariable String function, Caller caller, HttpServletRequest request) throws IOException {
    byte[] body = Bodies.read(request);
    JsonNode tree =
        body.length == 0 ? StrictJson.read(new byte[] {'{', '}'}) : StrictJson.read(body);
    if (!(tree instanceof ObjectNode arguments)) {
      throw Wrong.body("The arguments of a function are one JSON object.");
    }
    Signature signature =
        catalogue.function(
            function, Set.copyOf(arguments.propertyNames()), request.getHeader("Content-Profile"));
    return Answers.json(desk.call(signature, arguments, caller));
  }
}

package dev.meanwhile.server.rest;

import dev.meanwhile.engine.Json;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Tasks as rows of tables, for programs that were written against Supabase.
@RestController
class TableController {
  private final Catalogue catalogue;
  private final RestDesk desk;

  TableController(Catalogue catalogue, RestDesk desk) {
    this.catalogue = catalogue;
    this.desk = desk;
  }

  @GetMapping({"/rest/v1", "/rest/v1/"})
  ResponseEntity<byte[]> introduce() {
    return Answers.json(Json.write(Introduction.of(catalogue.views().values())));
  }

  @GetMapping("/rest/v1/{table}")
  ResponseEntity<byte[]> read(
      @PathVariable String table, Caller caller, HttpServletRequest request) {
    View view = catalogue.view(table, request.getHeader("Accept-Profile"));
    Wishes wishes = wishes(request);
    Question question = Question.of(view, request.getQueryString(), request.getHeader("Range"));
    return Answers.page(desk.read(question, wishes, caller), question.window(), wishes);
  }

  @PostMapping("/rest/v1/{table}")
  ResponseEntity<byte[]> create(
      @PathVariable String table, Caller caller, HttpServletRequest request) throws IOException {
    View view = catalogue.view(table, request.getHeader("Content-Profile"));
    Wishes wishes = wishes(request);
    Question question = Question.of(view, request.getQueryString(), null);
    if (question.isFiltered()) {
      throw Wrong.filter("A POST creates rows; it takes no filter.");
    }
    Rows rows = Rows.of(Bodies.read(request), view);
    return Answers.changed(201, desk.create(question, rows, wishes, caller), wishes);
  }

  @PatchMapping("/rest/v1/{table}")
  ResponseEntity<byte[]> update(
      @PathVariable String table, Caller caller, HttpServletRequest request) throws IOException {
    View view = catalogue.view(table, request.getHeader("Content-Profile"));
    Wishes wishes = wishes(request);
    Question question = Question.of(view, request.getQueryString(), null);
    Rows rows = Rows.of(Bodies.read(request), view);
    return Answers.changed(200, desk.update(question, rows, wishes, caller), wishes);
  }

  @DeleteMapping("/rest/v1/{table}")
  ResponseEntity<byte[]> delete(@PathVariable String table, HttpServletRequest request) {
    View view = catalogue.view(table, request.getHeader("Content-Profile"));
    throw new Refusal(
            405,
            "MW001",
            "Nothing was deleted.",
            "Tasks are never deleted: they go to the archive a week after their end.",
            view.isWritable()
                ? "To stop a task, set its status to 'cancelled'; to set a failure aside, set dismissed_at."
                : "Leave it; it is in nobody's way.")
        .header("Allow", view.isWritable() ? "GET, POST, PATCH" : "GET");
  }

  private static Wishes wishes(HttpServletRequest request) {
    return Wishes.of(Collections.list(request.getHeaders("Prefer")), request.getHeader("Accept"));
  }
}

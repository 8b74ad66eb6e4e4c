package dev.meanwhile.apps.errands.dataimport;

import dev.meanwhile.apps.errands.dataimport.guard.AddressGuard;
import dev.meanwhile.apps.errands.dataimport.guard.FetchFailed;
import dev.meanwhile.apps.errands.dataimport.guard.FetchLimits;
import dev.meanwhile.apps.errands.dataimport.guard.WebSource;
import dev.meanwhile.apps.errands.dataimport.source.ApiPage;
import dev.meanwhile.apps.errands.dataimport.source.ApiPages;
import dev.meanwhile.apps.errands.dataimport.target.Mapping;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.TaskFailed;
import dev.meanwhile.engine.Work;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The import of an HTTP API, page by page; each page is committed with the address of the next.
@Component
final class ApiImport {
  private static final long MOST_PAGES = 10_000;
  private static final Duration PAGE_PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final AddressGuard guard;
  private final Ledger ledger;

  ApiImport(AddressGuard guard, Ledger ledger) {
    this.guard = guard;
    this.ledger = ledger;
  }

  /// What is learned from the first page.
  record Shape(List<String> columns) {}

  Outcome run(ImportPlan plan, Work work) throws Exception {
    Position start = ledger.open(plan, work);
    var limits = FetchLimits.of(ApiPages.LARGEST_PAGE, PAGE_PATIENCE);
    try (var source = new WebSource(guard.check(Objects.requireNonNull(plan.fileUrl())), limits)) {
      var pages = new ApiPages(source);
      Shape shape =
          work.step(
              "validating",
              Sentences.VALIDATING,
              Shape.class,
              () -> new Shape(pages.get(null).columns()));
      if (shape.columns().isEmpty()) {
        return ledger.complete(List.of(), start, work);
      }
      return read(plan, pages, shape.columns(), start, work);
    }
  }

  private Outcome read(
      ImportPlan plan, ApiPages pages, List<String> columns, Position start, Work work)
      throws Exception {
    Mapping mapping = Mapping.of(plan.target(), columns, plan.columns());
    work.step("processing", Sentences.processing(start.done() + 1, null));
    Set<@Nullable String> seen = new HashSet<>();
    Position at = start;
    while (at.page() != null || at.pages() == 0) {
      if (!seen.add(at.page()) || at.pages() >= MOST_PAGES) {
        throw TaskFailed.forGood(
            Sentences.FAILED,
            "The pages of the API do not come to an end.",
            "The rows so far are imported. Ask the owner of the API.",
            "endless_pages");
      }
      ApiPage page;
      try {
        page = pages.get(at.page());
      } catch (FetchFailed failed) {
        return pausedOr(failed, at, start);
      }
      Block block = Block.of(page.rows(columns, at.done()), mapping);
      at = at.after(block).turned(page.next());
      ledger.commit(plan, columns, page.total(), block, at, work);
    }
    return ledger.complete(columns, at, work);
  }

  /// An API that wants a pause gets it. That costs no retry as long as the import moves on.
  private static Outcome pausedOr(FetchFailed failed, Position at, Position start) {
    if (!failed.slowDown() || at.equals(start)) {
      throw failed;
    }
    Duration pause = Objects.requireNonNullElse(failed.retryAfter(), PAUSE);
    return Outcome.postponed(
        pause, "The API asks for a pause. The import goes on by itself after it.");
  }
}

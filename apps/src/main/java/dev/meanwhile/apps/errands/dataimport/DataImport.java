package dev.meanwhile.apps.errands.dataimport;

import dev.meanwhile.apps.errands.dataimport.guard.AddressRefused;
import dev.meanwhile.apps.errands.dataimport.guard.FetchFailed;
import dev.meanwhile.apps.errands.dataimport.source.SourceRefused;
import dev.meanwhile.apps.errands.dataimport.target.MappingRefused;
import dev.meanwhile.apps.errands.dataimport.target.Targets;
import dev.meanwhile.engine.Handler;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.engine.Work;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// The import of rows from a file or an API into a target, block by block, each row exactly once.
@Component
final class DataImport implements Handler<ImportInput> {
  static final TaskType<ImportInput> TYPE =
      TaskType.of("data_import", ImportInput.class)
          .title("Data import")
          .timeout(Duration.ofHours(1))
          .retries(3);

  private final Targets targets;
  private final FileImport files;
  private final ApiImport pages;

  DataImport(Targets targets, FileImport files, ApiImport pages) {
    this.targets = targets;
    this.files = files;
    this.pages = pages;
  }

  @Override
  public Outcome handle(ImportInput input, Work work) throws Exception {
    var reading = new PlanReading(input, targets);
    ImportPlan plan = reading.plan();
    if (plan == null) {
      return failed(
          reading.errors().stream().map(error -> error.message()).collect(Collectors.joining(" ")),
          "Start the import again with a corrected request.",
          "bad_input");
    }
    try {
      return plan.sourceType() == SourceType.API ? pages.run(plan, work) : files.run(plan, work);
    } catch (SourceRefused refused) {
      return failed(refused.why(), refused.advice(), refused.code());
    } catch (MappingRefused refused) {
      return failed(
          refused.why(),
          "Start the import again with columns that are in the file.",
          "columns_not_found");
    } catch (AddressRefused refused) {
      return failed(refused.why(), refused.advice(), "address_refused");
    } catch (FetchFailed failed) {
      if (work.cancelled()) {
        // Broken off by us, not by the other side: no failure to tell anybody of.
        throw failed;
      }
      return failed(failed);
    }
  }

  private static Outcome failed(FetchFailed failed) {
    return new Outcome.Failed(
        Sentences.FAILED,
        failed.why(),
        failed.advice(),
        failed.code(),
        failed.mayPass(),
        failed.retryAfter(),
        Map.of());
  }

  private static Outcome failed(String why, String advice, String code) {
    return Outcome.failed(Sentences.FAILED, why, advice, code);
  }
}

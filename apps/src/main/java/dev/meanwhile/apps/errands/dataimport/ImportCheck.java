package dev.meanwhile.apps.errands.dataimport;

import dev.meanwhile.apps.errands.dataimport.guard.AddressGuard;
import dev.meanwhile.apps.errands.dataimport.guard.AddressRefused;
import dev.meanwhile.apps.errands.dataimport.target.Targets;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.problem.FieldError;
import dev.meanwhile.server.types.InputCheck;
import dev.meanwhile.server.uploads.Upload;
import dev.meanwhile.server.uploads.Uploads;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// Refuses an import that could not work, or must not, before it becomes a task.
@Component
final class ImportCheck implements InputCheck<ImportInput> {
  private final Targets targets;
  private final Uploads uploads;
  private final AddressGuard guard;

  ImportCheck(Targets targets, Uploads uploads, AddressGuard guard) {
    this.targets = targets;
    this.uploads = uploads;
    this.guard = guard;
  }

  @Override
  public TaskType<ImportInput> type() {
    return DataImport.TYPE;
  }

  @Override
  public List<FieldError> check(ImportInput input, Caller caller) {
    var errors = new ArrayList<>(new PlanReading(input, targets).errors());
    if (input.uploadId() != null) {
      Upload upload = uploads.find(input.uploadId());
      if (upload == null || !caller.sees(upload.createdBy())) {
        errors.add(
            new FieldError(
                "/upload_id", "unknown", "There is no such upload. Upload the file first."));
      }
    }
    // Only an otherwise good request may make this server look a name up.
    if (input.fileUrl() != null && errors.isEmpty()) {
      try {
        guard.check(input.fileUrl());
      } catch (AddressRefused refused) {
        errors.add(new FieldError("/file_url", "refused", refused.why() + " " + refused.advice()));
      }
    }
    return errors;
  }
}

package dev.meanwhile.apps.errands.dataimport;

import dev.meanwhile.apps.errands.dataimport.source.SourceFile;
import dev.meanwhile.engine.TaskFailed;
import dev.meanwhile.engine.Work;
import dev.meanwhile.server.uploads.Upload;
import dev.meanwhile.server.uploads.Uploads;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;

/// The files that imports read: uploads, or what lies at an address.
final class OpenedFiles {
  private final Uploads uploads;
  private final Downloads downloads;

  OpenedFiles(Uploads uploads, Downloads downloads) {
    this.uploads = uploads;
    this.downloads = downloads;
  }

  SourceFile open(ImportPlan plan, Work work) throws Exception {
    if (plan.uploadId() == null) {
      return downloads.get(plan, work);
    }
    Upload upload = uploads.find(plan.uploadId());
    if (upload == null) {
      throw TaskFailed.forGood(
          Sentences.FAILED,
          "The uploaded file is no longer there.",
          "Upload it again and start the import anew.",
          "upload_gone");
    }
    work.step("opening", Sentences.opening(upload.name()));
    SourceFile file = () -> uploads.open(upload);
    mustBeHere(file);
    return file;
  }

  void forget(UUID task) throws IOException {
    downloads.forget(task);
  }

  private static void mustBeHere(SourceFile file) throws IOException {
    try (InputStream bytes = file.open()) {
      bytes.read();
    } catch (FileNotFoundException missing) {
      throw TaskFailed.forNow(
          Sentences.FAILED,
          "The uploaded file does not lie on this node.",
          "It is tried again. If it stays so, upload the file anew.",
          "upload_not_here");
    }
  }
}

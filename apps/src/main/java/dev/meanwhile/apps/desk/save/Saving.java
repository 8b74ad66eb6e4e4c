package dev.meanwhile.apps.desk.save;

import dev.meanwhile.engine.NewTask;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.audit.Audit;
import dev.meanwhile.server.audit.Deed;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// What is done within one save.
public final class Saving {
  private final Audit audit;
  private final Caller caller;
  private final List<NewTask> tasks = new ArrayList<>();

  Saving(Audit audit, Caller caller) {
    this.audit = audit;
    this.caller = caller;
  }

  public Caller caller() {
    return caller;
  }

  /// Writes down what was done, and leaves this work for later.
  public void done(Deed deed, List<NewTask> work) {
    UUID entry = audit.record(caller, deed);
    for (NewTask one : work) {
      tasks.add(one.by(caller.id(), caller.actor()).audited(entry));
    }
  }

  List<NewTask> tasks() {
    return List.copyOf(tasks);
  }
}

package dev.meanwhile.engine;

/// A task made of parts: it has ended when they have. The engine runs it itself.
public final class TaskGroup {

  /// The input of a group.
  ///
  /// @param title what people call it
  public record Input(String title) {}

  /// The built-in type.
  public static final TaskType<Input> TYPE =
      TaskType.of("group", Input.class).title("Group").retries(0);

  private TaskGroup() {}

  /// A group, to be handed to [Tasks#submitGroup] together with its parts.
  ///
  /// @param title for example "Invoices for May"
  public static NewTask named(String title) {
    if (title.isBlank()) {
      throw new IllegalArgumentException("A group has a title.");
    }
    return TYPE.task(new Input(title.strip()));
  }
}

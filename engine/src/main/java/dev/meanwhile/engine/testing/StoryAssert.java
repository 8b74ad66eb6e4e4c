package dev.meanwhile.engine.testing;

import dev.meanwhile.engine.TaskStatus;
import java.util.List;
import java.util.Objects;

/// Assertions about what happened to a task. A broken one tells the whole story.
///
/// ```java
/// assertThat(engine.story(id)).wentThrough("submitted", "claimed", "completed").says("Done.");
/// ```
public final class StoryAssert {
  private final Story story;

  private StoryAssert(Story story) {
    this.story = story;
  }

  public static StoryAssert assertThat(Story story) {
    return new StoryAssert(story);
  }

  /// Exactly these events, in this order; `reported` is left out on both sides.
  public StoryAssert wentThrough(String... deeds) {
    return check(story.deeds().equals(List.of(deeds)), "went through " + List.of(deeds));
  }

  public StoryAssert is(TaskStatus status) {
    return check(story.task().status() == status, "is " + status.text());
  }

  /// That this was its last sentence for people.
  public StoryAssert says(String sentence) {
    return check(
        Objects.equals(story.task().statusMessage(), sentence), "says \"" + sentence + "\"");
  }

  /// That one of its events told this, for example a sentence of a step.
  public StoryAssert said(String words) {
    return check(
        story.events().stream().anyMatch(event -> event.data().contains(words)),
        "said \"" + words + "\"");
  }

  public StoryAssert took(int attempts) {
    return check(story.task().attempt() == attempts, "took " + attempts + " attempt(s)");
  }

  private StoryAssert check(boolean holds, String expectation) {
    if (!holds) {
      throw new AssertionError(
          "Expected a task that %s, but this is: %s".formatted(expectation, story));
    }
    return this;
  }
}

package dev.meanwhile.server.people;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Ends what a person is signed in with, because something about the person has changed.
public interface SignOut {

  /// @param reason a word: `role_changed`
  /// @param except the one session that stays; null for none
  void everywhere(UUID user, String reason, @Nullable UUID except);

  /// Takes the person's keys away, too.
  ///
  /// @return how many there were
  int withKeys(UUID user);
}

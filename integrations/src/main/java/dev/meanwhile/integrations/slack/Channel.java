package dev.meanwhile.integrations.slack;

/// A place where a team reads news.
public interface Channel {

  /// Says something there. Said twice, it is read twice.
  ///
  /// @param text plain, at most 40,000 characters
  /// @throws dev.meanwhile.integrations.PartnerFailed when it could not be said
  void say(String text) throws InterruptedException;
}

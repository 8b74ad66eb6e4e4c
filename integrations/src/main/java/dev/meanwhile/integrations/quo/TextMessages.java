package dev.meanwhile.integrations.quo;

/// Sends text messages to telephones.
public interface TextMessages {

  /// Sent twice, it is read twice: when [dev.meanwhile.integrations.PartnerFailed#maybeDone] says
  /// so, a person must decide whether to send it again.
  ///
  /// @param from one of our numbers, in E.164
  /// @param to in E.164
  /// @param text 1 to 1,600 characters
  /// @return the partner's id of the message
  String send(String from, String to, String text) throws InterruptedException;
}

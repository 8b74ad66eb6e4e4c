package dev.meanwhile.integrations.quo;

import org.jspecify.annotations.Nullable;

/// The address book of a partner.
public interface Contacts {

  /// Creates the contact, or changes the one with its key. Done twice, there is one contact.
  ///
  /// @param id what the partner answered when it was saved before; null when it never was, or when
  ///   that is not known
  /// @return the partner's id of it, to be kept
  /// @throws dev.meanwhile.integrations.PartnerFailed when it was not saved
  String save(@Nullable String id, Contact contact) throws InterruptedException;

  /// Removes it; nothing when it is gone already.
  void remove(String id) throws InterruptedException;
}

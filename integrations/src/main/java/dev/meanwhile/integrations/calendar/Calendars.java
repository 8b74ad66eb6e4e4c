package dev.meanwhile.integrations.calendar;

import java.util.UUID;

/// Calendars that people look at.
public interface Calendars {

  /// Makes the event, or changes the one with its id, also one that was removed. Done twice, there
  /// is one event.
  ///
  /// @param calendar the partner's id of it: `sandra@example.org`
  /// @throws dev.meanwhile.integrations.PartnerFailed when it does not stand there now
  void put(String calendar, Event event) throws InterruptedException;

  /// Removes it; nothing when it is gone already, or never was.
  void remove(String calendar, UUID event) throws InterruptedException;

  /// Makes a calendar.
  ///
  /// @return the partner's id of it, to be kept
  String create(String title) throws InterruptedException;
}

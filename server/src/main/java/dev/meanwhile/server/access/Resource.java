package dev.meanwhile.server.access;

import java.util.Locale;

/// What permissions are about.
public enum Resource {
  /// Tasks, and what belongs to them: files, imports.
  TASKS,
  /// News of tasks: the live stream, and the list of what failed.
  NOTICES,
  /// What the house is able to do: kinds of tasks, and what roles may do.
  HOUSE,
  /// What is looked after for everybody: partners, their incidents and calls, and schedules.
  OPERATIONS,
  /// Asking for tasks in order to do them.
  CLAIMS,
  /// One's own name, address and password.
  PROFILE,
  /// Keys for programs.
  KEYS,
  /// Everybody's accounts.
  USERS,
  /// Who did what.
  AUDIT,
  /// The booking desk: clients, drivers, clinics and appointments.
  DESK,
  /// The trips a driver makes.
  TRIPS;

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

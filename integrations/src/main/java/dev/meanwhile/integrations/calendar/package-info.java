/// Appointments in calendars of Google.
@NullMarked
package dev.meanwhile.integrations.calendar;

import org.jspecify.annotations.NullMarked;

/// Calendars, under test.
@NullMarked
package dev.meanwhile.integrations.calendar;

import org.jspecify.annotations.NullMarked;

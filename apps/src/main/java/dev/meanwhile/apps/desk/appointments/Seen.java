package dev.meanwhile.apps.desk.appointments;

import dev.meanwhile.apps.desk.place.Spot;
import org.jspecify.annotations.Nullable;

/// An appointment with what else people want to see of its client.
record Seen(Appointment appointment, Spot clientHome, @Nullable String clientPhone) {}

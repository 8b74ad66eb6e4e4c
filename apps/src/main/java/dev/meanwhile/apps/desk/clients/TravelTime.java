package dev.meanwhile.apps.desk.clients;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How long it takes from a client to a clinic.
///
/// @param clinic its name
/// @param provider who said so: `google_routes`, `estimate`
/// @param pickupAddress from where; null for the client's own address
public record TravelTime(
    UUID clinicId,
    String clinic,
    int minutes,
    int meters,
    String provider,
    boolean estimated,
    @Nullable String pickupAddress) {}

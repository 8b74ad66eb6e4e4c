package dev.meanwhile.apps.desk.save;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a save went: what is to be in its answer beside the message and the tasks.
///
/// @param isNew whether there is something now that was not there before
/// @param sentence "Client saved."
/// @param fields in their order: `client_id` and `client`
public record Saved(
    boolean isNew, String sentence, @Nullable Long version, Map<String, ?> fields) {}

package dev.meanwhile.apps.errands.dataimport;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of an import that has begun.
///
/// @param total how many rows there are; null while, or because, nobody knows
record ImportState(
    String target,
    List<String> columns,
    @Nullable Long total,
    long done,
    long imported,
    long skipped,
    boolean complete) {}

package dev.meanwhile.apps.errands.dataimport;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What a finished import tells.
///
/// @param rejectsUrl where the refused rows are; null when there are none
/// @param seconds from its beginning to its end, interruptions included
record ImportResult(
    long imported, long skipped, long rows, @Nullable String rejectsUrl, BigDecimal seconds) {}

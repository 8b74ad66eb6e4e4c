package dev.meanwhile.server.signatures;

import org.jspecify.annotations.Nullable;

/// A message with its three headers, as they came.
///
/// @param id `webhook-id`
/// @param timestamp `webhook-timestamp`
/// @param signature `webhook-signature`
/// @param body its bytes: the signature is over them, not over what they mean
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
public record Signed(
    @Nullable String id, @Nullable String timestamp, @Nullable String signature, byte[] body) {}

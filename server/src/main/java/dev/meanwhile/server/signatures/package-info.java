/// Signatures after Standard Webhooks: made for our calls, and read on what comes to us.
@NullMarked
package dev.meanwhile.server.signatures;

import org.jspecify.annotations.NullMarked;

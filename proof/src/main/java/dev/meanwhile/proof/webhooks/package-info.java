/// Shows that a task ends right whatever those who are called make of the call.
@NullMarked
package dev.meanwhile.proof.webhooks;

import org.jspecify.annotations.NullMarked;

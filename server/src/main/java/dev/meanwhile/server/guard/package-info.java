/// What every request passes on its way in: a request id, security headers, the check of its
/// origin.
@NullMarked
package dev.meanwhile.server.guard;

import org.jspecify.annotations.NullMarked;

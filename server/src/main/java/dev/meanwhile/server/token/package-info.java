/// Short signed tokens that name a session.
@NullMarked
package dev.meanwhile.server.token;

import org.jspecify.annotations.NullMarked;

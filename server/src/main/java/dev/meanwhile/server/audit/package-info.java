/// Who did what to what, when, and from where: only ever added to.
@NullMarked
package dev.meanwhile.server.audit;

import org.jspecify.annotations.NullMarked;

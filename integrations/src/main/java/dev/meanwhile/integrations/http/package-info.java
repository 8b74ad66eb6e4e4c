/// Requests to partners: one deadline for all of it, no surprises, no secret in any word.
@NullMarked
package dev.meanwhile.integrations.http;

import org.jspecify.annotations.NullMarked;

/// Requests to partners, under test.
@NullMarked
package dev.meanwhile.integrations.http;

import org.jspecify.annotations.NullMarked;

/// The calls that hand tasks to somebody else: signed, bounded in time and size, and told about.
@NullMarked
package dev.meanwhile.server.webhooks;

import org.jspecify.annotations.NullMarked;

/// Tasks over HTTP: create, read, list, follow, cancel, retry.
@NullMarked
package dev.meanwhile.server.tasks;

import org.jspecify.annotations.NullMarked;

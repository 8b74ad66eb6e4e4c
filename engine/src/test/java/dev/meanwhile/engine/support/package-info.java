/// What several tests share: a node with handlers, waits for what is to happen, looks into tables.
@NullMarked
package dev.meanwhile.engine.support;

import org.jspecify.annotations.NullMarked;

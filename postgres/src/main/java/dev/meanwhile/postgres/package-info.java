/// Starts and stops a PostgreSQL of its own: the default store, and the database of every test.
@NullMarked
package dev.meanwhile.postgres;

import org.jspecify.annotations.NullMarked;

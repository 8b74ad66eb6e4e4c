/// The connection pool, the tables, and the transaction a request is in.
@NullMarked
package dev.meanwhile.server.database;

import org.jspecify.annotations.NullMarked;

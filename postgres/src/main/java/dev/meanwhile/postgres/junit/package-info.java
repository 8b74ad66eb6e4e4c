/// Databases for tests with JUnit: one server per JVM, a database of its own for each test class.
@NullMarked
package dev.meanwhile.postgres.junit;

import org.jspecify.annotations.NullMarked;

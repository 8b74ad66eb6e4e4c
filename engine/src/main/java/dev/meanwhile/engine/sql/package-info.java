/// What SQL clients may rely on: views and functions under the names of the documents.
@NullMarked
package dev.meanwhile.engine.sql;

import org.jspecify.annotations.NullMarked;

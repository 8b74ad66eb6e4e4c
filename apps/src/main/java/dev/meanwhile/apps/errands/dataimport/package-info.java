/// The data import: rows of a file or an API, each written exactly once, the bad ones handed back.
@NullMarked
package dev.meanwhile.apps.errands.dataimport;

import org.jspecify.annotations.NullMarked;

/// What a data import reads: files of rows in their many dialects, and pages of an HTTP API.
@NullMarked
package dev.meanwhile.apps.errands.dataimport.source;

import org.jspecify.annotations.NullMarked;

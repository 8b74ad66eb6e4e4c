/// What the tests of the data import share: a running server, a client, and a web of their own.
@NullMarked
package dev.meanwhile.apps.errands.dataimport.support;

import org.jspecify.annotations.NullMarked;

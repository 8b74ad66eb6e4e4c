/// Every client of a partner, in every kind of trouble.
@NullMarked
package dev.meanwhile.integrations;

import org.jspecify.annotations.NullMarked;

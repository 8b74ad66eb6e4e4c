/// What an outage of a partner does to the tasks that need it, and to those that do not.
@NullMarked
package dev.meanwhile.proof.outage;

import org.jspecify.annotations.NullMarked;

/// Every change of a task against every other, and the races and bugs that have names.
@NullMarked
package dev.meanwhile.proof.pairs;

import org.jspecify.annotations.NullMarked;

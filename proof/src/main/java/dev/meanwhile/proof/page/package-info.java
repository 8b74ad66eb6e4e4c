/// How soon a plain page of another site shows what happens to a task.
@NullMarked
package dev.meanwhile.proof.page;

import org.jspecify.annotations.NullMarked;

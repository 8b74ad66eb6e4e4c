/// What it means for a task that a partner failed.
@NullMarked
package dev.meanwhile.apps.partners;

import org.jspecify.annotations.NullMarked;

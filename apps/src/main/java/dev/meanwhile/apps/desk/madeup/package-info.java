/// A made-up desk for the demo. All people are made up.
@NullMarked
package dev.meanwhile.apps.desk.madeup;

import org.jspecify.annotations.NullMarked;

/// The booking desk under load, in trouble and killed, over HTTP and with partners that misbehave.
@NullMarked
package dev.meanwhile.proof.desk;

import org.jspecify.annotations.NullMarked;

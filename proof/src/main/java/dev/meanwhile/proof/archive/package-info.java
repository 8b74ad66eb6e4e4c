/// `prove archive`: hundreds of thousands of ended tasks move while others are at work, and nobody
/// who asks notices.
@NullMarked
package dev.meanwhile.proof.archive;

import org.jspecify.annotations.NullMarked;

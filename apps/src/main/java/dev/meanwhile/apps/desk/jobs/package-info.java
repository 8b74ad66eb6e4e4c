/// What the desk does meanwhile: asks partners, and keeps what they answered.
@NullMarked
package dev.meanwhile.apps.desk.jobs;

import org.jspecify.annotations.NullMarked;

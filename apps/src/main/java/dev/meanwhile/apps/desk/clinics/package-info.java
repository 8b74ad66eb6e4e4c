/// Where people are driven to.
@NullMarked
package dev.meanwhile.apps.desk.clinics;

import org.jspecify.annotations.NullMarked;

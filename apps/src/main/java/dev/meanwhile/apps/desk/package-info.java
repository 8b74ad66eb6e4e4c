/// The booking desk: clients are driven to clinics, and whoever saves something is answered at
/// once.
@NullMarked
package dev.meanwhile.apps.desk;

import org.jspecify.annotations.NullMarked;

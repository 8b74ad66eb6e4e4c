@NullMarked
package dev.meanwhile.apps.desk.jobs;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.meanwhile.apps.desk.support;

import org.jspecify.annotations.NullMarked;

/// The pages people see in a browser, served from the class path.
@NullMarked
package dev.meanwhile.server.pages;

import org.jspecify.annotations.NullMarked;

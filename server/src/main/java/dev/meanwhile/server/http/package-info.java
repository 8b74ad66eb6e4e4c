/// How the web server is set up.
@NullMarked
package dev.meanwhile.server.http;

import org.jspecify.annotations.NullMarked;

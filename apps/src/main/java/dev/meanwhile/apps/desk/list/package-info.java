/// Lists, page by page.
@NullMarked
package dev.meanwhile.apps.desk.list;

import org.jspecify.annotations.NullMarked;

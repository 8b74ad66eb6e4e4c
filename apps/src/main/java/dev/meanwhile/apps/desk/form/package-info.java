/// What a person filled in, read and checked field by field.
@NullMarked
package dev.meanwhile.apps.desk.form;

import org.jspecify.annotations.NullMarked;

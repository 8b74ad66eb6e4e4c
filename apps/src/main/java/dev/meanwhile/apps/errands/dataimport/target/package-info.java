/// What a data import can fill: named targets, each with its fields, its rules and its table.
@NullMarked
package dev.meanwhile.apps.errands.dataimport.target;

import org.jspecify.annotations.NullMarked;

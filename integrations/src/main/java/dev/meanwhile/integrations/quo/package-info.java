/// Contacts and text messages by Quo, which was OpenPhone.
@NullMarked
package dev.meanwhile.integrations.quo;

import org.jspecify.annotations.NullMarked;

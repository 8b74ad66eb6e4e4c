/// The people who may use this house: their accounts, passwords and invitations.
@NullMarked
package dev.meanwhile.server.people;

import org.jspecify.annotations.NullMarked;

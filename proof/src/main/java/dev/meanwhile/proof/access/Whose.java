package dev.meanwhile.proof.access;

import java.util.Locale;

/// To whom something belongs, and where it lies.
enum Whose {
  OWN,
  OTHERS,
  OWN_ARCHIVED,
  OTHERS_ARCHIVED;

  boolean own() {
    return this == OWN || this == OWN_ARCHIVED;
  }

  boolean archived() {
    return this == OWN_ARCHIVED || this == OTHERS_ARCHIVED;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}

package dev.meanwhile.apps.errands.dataimport.target;

/// A cell that does not fit its field; the message goes on after the field's title: "is not a
/// number".
final class BadValue extends RuntimeException {

  BadValue(String message) {
    super(message, null, false, false);
  }
}

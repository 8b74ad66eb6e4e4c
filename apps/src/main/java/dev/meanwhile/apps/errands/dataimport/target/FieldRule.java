package dev.meanwhile.apps.errands.dataimport.target;

/// How the text of a cell becomes a value of a field.
interface FieldRule {

  /// @param text not blank, without spaces around it
  /// @throws BadValue when it does not fit
  Object read(String text);

  /// The column type of the database that takes the value.
  String columnType();
}

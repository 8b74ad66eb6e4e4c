package dev.meanwhile.server.problem;

/// What is wrong with one part of a request.
///
/// @param pointer a JSON pointer to it: `/input_data/target`
/// @param code a stable word for programs: `unknown`
/// @param message a sentence for people
public record FieldError(String pointer, String code, String message) {

  /// The same, for a part that lies deeper in the request than its checker knew.
  public FieldError under(String parent) {
    return new FieldError(parent + pointer, code, message);
  }
}

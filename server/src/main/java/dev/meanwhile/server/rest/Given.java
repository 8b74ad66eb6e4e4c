package dev.meanwhile.server.rest;

/// A value from a request, and what it has to be read as.
///
/// @param place what a person calls it: the name of a column or argument
record Given(String place, String type, String value) {}

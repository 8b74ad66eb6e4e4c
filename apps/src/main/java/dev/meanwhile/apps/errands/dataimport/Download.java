package dev.meanwhile.apps.errands.dataimport;

/// A file that was fetched from an address, as the import goes on to expect it.
///
/// @param sha256 of its bytes, in hexadecimal
record Download(long size, String sha256) {}

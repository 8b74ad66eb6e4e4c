package dev.meanwhile.integrations.quo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A person in the address book of a partner.
///
/// @param key what we know the person by; the same person always has the same, at most 75
///   characters
/// @param company null for none; so are the role and the link
/// @param phones in E.164: +12125550123
/// @param link where the person is found in our own pages
public record Contact(
    String key,
    String firstName,
    @Nullable String lastName,
    @Nullable String company,
    @Nullable String role,
    List<String> phones,
    List<String> emails,
    @Nullable String link) {
  public Contact {
    if (key.isBlank() || key.length() > 75) {
      throw new IllegalArgumentException("The key of a contact has 1 to 75 characters.");
    }
    phones = List.copyOf(phones);
    emails = List.copyOf(emails);
  }
}

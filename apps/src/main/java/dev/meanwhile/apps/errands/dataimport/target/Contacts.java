package dev.meanwhile.apps.errands.dataimport.target;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// People and how to reach them.
@Component
final class Contacts implements ImportTarget {
  private static final List<String> ONE_OF =
      List.of("name", "first_name", "last_name", "email", "phone");

  /// In the order of the columns in [ContactStore].
  private static final List<Field> FIELDS =
      List.of(
          Field.optional("name", "Name", new TextRule(200), "full name", "contact", "contact name"),
          Field.optional(
              "first_name", "First name", new TextRule(100), "given name", "forename", "firstname"),
          Field.optional(
              "last_name", "Last name", new TextRule(100), "surname", "family name", "lastname"),
          Field.optional(
              "email", "E-mail", new EmailRule(), "mail", "e-mail address", "email address"),
          Field.optional(
              "phone",
              "Phone",
              new PhoneRule(),
              "phone number",
              "telephone",
              "tel",
              "mobile",
              "cell"),
          Field.optional(
              "company", "Company", new TextRule(200), "organization", "organisation", "employer"),
          Field.optional(
              "street", "Street", new TextRule(200), "address", "street address", "address line 1"),
          Field.optional("city", "City", new TextRule(100), "town", "locality"),
          Field.optional("region", "Region", new TextRule(100), "state", "province", "county"),
          Field.optional(
              "postal_code", "Postal code", new TextRule(20), "zip", "zip code", "postcode"),
          Field.optional("country", "Country", new TextRule(100), "country code", "nation"),
          Field.optional("notes", "Notes", new TextRule(5000), "note", "comment", "remarks"));

  private final ContactStore store;

  Contacts(ContactStore store) {
    this.store = store;
  }

  @Override
  public String name() {
    return "contacts";
  }

  @Override
  public String title() {
    return "Contacts";
  }

  @Override
  public List<Field> fields() {
    return FIELDS;
  }

  @Override
  public @Nullable String lacks(Set<String> mapped) {
    return ONE_OF.stream().anyMatch(mapped::contains)
        ? null
        : "Contacts need at least one of name, first_name, last_name, email and phone.";
  }

  @Override
  public @Nullable String objection(Map<String, Object> values) {
    return ONE_OF.stream().anyMatch(values::containsKey)
        ? null
        : "The row has neither a name nor an e-mail address nor a phone number";
  }

  @Override
  public void insert(Connection connection, UUID task, List<Entry> entries) throws SQLException {
    store.insert(connection, task, FIELDS, entries);
  }

  @Override
  public List<Map<String, @Nullable Object>> rows(UUID task, long afterLine, int limit) {
    return store.rows(task, afterLine, limit);
  }
}

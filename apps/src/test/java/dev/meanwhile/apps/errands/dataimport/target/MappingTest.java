package dev.meanwhile.apps.errands.dataimport.target;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class MappingTest {
  // Nothing here asks the database.
  private static final JdbcClient NO_DATABASE = JdbcClient.create(new DriverManagerDataSource());
  private static final ImportTarget CONTACTS = new Contacts(new ContactStore(NO_DATABASE));
  private static final ImportTarget PLACES = new Places(new PlaceStore(NO_DATABASE));

  @Test
  void columns_are_found_by_their_names_in_any_spelling() {
    Suggestion suggestion =
        Suggestion.of(
            CONTACTS,
            List.of("FIRST_NAME", "Surname", "E-Mail Address", "Mobile", "Zip", "Prénom usuel"));

    assertThat(suggestion.columns())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "first_name", "FIRST_NAME",
                "last_name", "Surname",
                "email", "E-Mail Address",
                "phone", "Mobile",
                "postal_code", "Zip"));
  }

  @Test
  void a_longer_word_in_common_wins() {
    assertThat(Suggestion.of(CONTACTS, List.of("Company Name", "Customer E-mail")).columns())
        .containsEntry("company", "Company Name")
        .containsEntry("email", "Customer E-mail")
        .doesNotContainKey("name");
  }

  @Test
  void the_target_that_fits_best_is_suggested() {
    List<ImportTarget> both = List.of(CONTACTS, PLACES);

    assertThat(best(both, "name", "e-mail", "phone")).isEqualTo("contacts");
    assertThat(best(both, "City", "Lat", "Lng", "Population")).isEqualTo("places");
    assertThat(Suggestion.best(both, List.of("a", "b", "c"))).isNull();
  }

  @Test
  void the_mapping_of_a_request_counts_more_than_the_names() {
    Mapping mapping = Mapping.of(PLACES, List.of("name", "city"), Map.of("name", "city"));

    assertThat(mapping.cells(List.of("one", "two")).getFirst()).isEqualTo("two");
    assertThat(mapping.cells(List.of("one", "two")).subList(1, 10)).containsOnlyNulls();
  }

  @Test
  void spaces_and_case_of_a_column_do_not_matter() {
    Mapping mapping = Mapping.of(PLACES, List.of("x", " City "), Map.of("name", "city"));

    assertThat(mapping.columns().getFirst()).isEqualTo(1);
  }

  @Test
  void a_column_that_is_not_there_is_named_together_with_those_that_are() {
    assertThatThrownBy(() -> Mapping.of(PLACES, List.of("Ort", "PLZ"), Map.of("name", "City")))
        .isInstanceOf(MappingRefused.class)
        .hasMessage("The file has no column 'City'; it has: Ort, PLZ.");
  }

  @Test
  void many_columns_are_not_all_named() {
    List<String> header = Arrays.asList("abcdefghijklmnopqrstuvwxyz".split("", -1)).subList(0, 20);

    assertThatThrownBy(() -> Mapping.of(PLACES, header, Map.of("name", "City")))
        .hasMessageEndingWith("n, o and 5 more.");
  }

  @Test
  void a_column_that_is_there_twice_cannot_be_meant() {
    List<String> header = List.of("name", "code", "name");

    assertThatThrownBy(() -> Mapping.of(PLACES, header, Map.of("name", "name")))
        .hasMessage("The file has 2 columns named 'name', so it is not clear which one is meant.");
    assertThat(Mapping.of(PLACES, header, Map.of("name", "code")).columns().getFirst())
        .isEqualTo(1);
  }

  @Test
  void names_that_say_nothing_are_refused_before_a_row_is_written() {
    assertThatThrownBy(() -> Mapping.of(PLACES, List.of("a", "b"), Map.of()))
        .hasMessage(
            "Places need a column for name. No column has such a name; the file has: a, b.");
  }

  @Test
  void a_first_row_of_words_is_a_header_and_one_of_data_is_not() {
    List<ImportTarget> both = List.of(CONTACTS, PLACES);

    assertThat(HeaderGuess.namesColumns(List.of("name", "zip", "2026"), List.of(), both)).isTrue();
    assertThat(HeaderGuess.namesColumns(List.of("Ort", "Höhe"), List.of(), both)).isTrue();
    assertThat(HeaderGuess.namesColumns(List.of("Zürich", "8001"), List.of(), both)).isFalse();
    assertThat(HeaderGuess.namesColumns(List.of("Mobile", "36602"), List.of(), both)).isFalse();
    assertThat(HeaderGuess.namesColumns(List.of("Ada", "ada@example.org"), List.of(), both))
        .isFalse();
    assertThat(HeaderGuess.namesColumns(List.of("Ada", ""), List.of(), both)).isFalse();
    assertThat(HeaderGuess.namesColumns(List.of("a", "1"), List.of("A"), both)).isTrue();
    assertThat(HeaderGuess.namesColumns(List.of("a", "1"), List.of("B"), both)).isTrue();
    assertThat(HeaderGuess.namesColumns(List.of("Ort", "Höhe"), List.of("Column 1"), both))
        .isFalse();
  }

  @Test
  void a_row_must_fit_across_its_fields_too() {
    Mapping contacts = Mapping.of(CONTACTS, List.of("name", "company"), Map.of());
    Mapping places = Mapping.of(PLACES, List.of("name", "lat", "lng"), Map.of());

    assertThat(Verdict.on(CONTACTS, 2, contacts.cells(List.of("", "Nobody Ltd"))))
        .isEqualTo(
            new Verdict.Refused(
                "The row has neither a name nor an e-mail address nor a phone number"));
    assertThat(Verdict.on(PLACES, 2, places.cells(List.of("Zürich", "47.3", ""))))
        .isEqualTo(new Verdict.Refused("The row has only one of latitude and longitude"));
    assertThat(Verdict.on(PLACES, 2, places.cells(List.of("Zürich", "47.3", "8.5"))))
        .isInstanceOfSatisfying(
            Verdict.Fits.class,
            fits -> assertThat(fits.entry().values()).contains("Zürich", 47.3, 8.5));
  }

  private static String best(List<ImportTarget> targets, String... header) {
    return requireNonNull(Suggestion.best(targets, List.of(header))).target().name();
  }
}

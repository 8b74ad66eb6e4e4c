package dev.meanwhile.server.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.engine.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  private static final String SECRET = "s3cr3tS3cr3tS3cr3t";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: Bearer s3cr3tS3cr3tS3cr3t",
        "{\"authorization\":\"Bearer s3cr3tS3cr3tS3cr3t\"}",
        "401 - \"{\\\"apikey\\\":\\\"s3cr3tS3cr3tS3cr3t\\\"}\"",
        "apikey=s3cr3tS3cr3tS3cr3t&x=1",
        "https://me:s3cr3tS3cr3tS3cr3t@example.org/",
        "used sk-s3cr3tS3cr3tS3cr3t here",
        "token: s3cr3tS3cr3tS3cr3t",
        "Cookie: s3cr3tS3cr3tS3cr3t",
        "basic s3cr3tS3cr3tS3cr3t"
      })
  void secrets_in_texts_are_masked(String text) {
    assertThat(Redaction.text(text)).doesNotContain(SECRET).contains("…");
  }

  @Test
  void secrets_in_trees_are_masked_by_their_names_and_by_how_they_look() {
    String clean =
        Json.write(
            Redaction.tree(
                Json.mapper()
                    .readTree(
                        """
                        {"message": "Rate limit", "options": {"headers": {"Authorization": "Bearer s3cr3tS3cr3tS3cr3t",
                         "X-Api-Key": "s3cr3tS3cr3tS3cr3t", "accept": "text/html"}, "list": ["Bearer s3cr3tS3cr3tS3cr3t"]},
                         "password": null, "tokens_used": 5}
                        """)));
    assertThat(clean)
        .doesNotContain(SECRET)
        .contains("\"message\":\"Rate limit\"", "\"accept\":\"text/html\"", "\"tokens_used\":5");
  }

  @Test
  void other_words_stay() {
    String text = "HTTP 429: Rate limit exceeded. Try again in 1 minute. 35 tokens were used.";
    assertThat(Redaction.text(text)).isEqualTo(text);
  }
}

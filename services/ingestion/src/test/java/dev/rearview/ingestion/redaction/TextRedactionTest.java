package dev.rearview.ingestion.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextRedactionTest {
  private static final String JWT =
      "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U";

  private final TextRedaction texts =
      new TextRedaction(new SensitiveNames(RedactionSettings.DEFAULT_FIELDS));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice@example.com",
        "alice.o'neill+shop@mail.example.co.uk",
        "grüße@müller.de",
        "4111111111111111",
        "4111 1111 1111 1111",
        "5500-0000-0000-0004",
        "378282246310005",
        "3782 822463 10005",
        "30569309025904",
        "6011000990139424",
        "3530111333300000",
        "6200000000000005",
        "AKIAIOSFODNN7EXAMPLE",
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEK9Y",
        "AIzaSyA1234567890abcdefghijklmnopqrstuv",
        "GOCSPX-1234567890abcdefghijklmnopqr",
        "abc8Q~1234567890abcdefghijklmnopqrstuvwx",
        "ghp_1234567890abcdefghijklmnopqrstuvwxyz",
        "sk_live_1234567890abcdefghij",
        JWT
      })
  void whatShowsItselfIsRemovedFromTheMiddleOfASentence(String secret) {
    for (String frame : List.of("%s", "user %s logged in", "(%s)", "x=%s, y", "\"%s\"", "<%s>.")) {
      assertThat(redact(frame.formatted(secret)))
          .as(frame)
          .doesNotContain(secret)
          .contains("[redacted:");
    }
  }

  @Test
  void storageKeysOfAzureAreRemoved() {
    String key = "Ab1/".repeat(21) + "Cd==";
    assertThat(redact("DefaultEndpointsProtocol=https;AccountName=a;AccountKey=" + key))
        .doesNotContain("Ab1/Ab1/")
        .contains("AccountName=a");
    assertThat(redact("key " + "Ab1/".repeat(21) + "Cd== used"))
        .isEqualTo("key [redacted:key] used");
  }

  @Test
  void privateKeysAreRemovedWholeEvenWhenTheyAreCut() {
    String pem = "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nIBAAK\n-----END RSA PRIVATE KEY-----";
    assertThat(redact("loaded " + pem + " ok")).isEqualTo("loaded [redacted:key] ok");
    assertThat(redact("loaded -----BEGIN PRIVATE KEY-----\\nMIIEow"))
        .isEqualTo("loaded [redacted:key]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "login password=hunter2 ok | login password=[redacted:field] ok",
        "password: \"hunter two\", a=1 | password: \"[redacted:field]\", a=1",
        "{\"password\":\"hunter2\",\"a\":1} | {\"password\":\"[redacted:field]\",\"a\":1}",
        "{\\\"password\\\":\\\"hunter2\\\",\\\"a\\\":1} | {\\\"password\\\":\\\"[redacted:field]\\\",\\\"a\\\":1}",
        "db.password='hunter2' | db.password='[redacted:field]'",
        "--client-secret=hunter2 | --client-secret=[redacted:field]",
        "apiKey=hunter2&page=2 | apiKey=[redacted:field]&page=2",
        "GET /x?access_token=hunter2&page=2 | GET /x?access_token=[redacted:field]&page=2",
        "Authorization: Bearer abc.def-1 next | Authorization: [redacted:field] next",
        "Authorization: Basic dXNlcjpwYXNz | Authorization: [redacted:field]",
        "sent Bearer abc123def456 on | sent Bearer [redacted:token] on",
        "postgres://app:hunter2@db.shop.svc:5432/x | postgres://app:[redacted:url_password]@db.shop.svc:5432/x",
        "password=\"hunter2 cut | password=\"[redacted:field] cut",
        "msg=\"token=hunter2\" | msg=\"token=[redacted:field]\"",
      })
  void valuesOfSecretNamesAreRemovedAndTheRestStays(String text, String expected) {
    assertThat(redact(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "018d0d8e-7b1e-7c44-9d0e-2f6a1b2c3d4e",
        "41111111-1111-4111-8111-411111111111",
        "at 1705333643000 ms, 1705333643000000 us, 1705333643000000000 ns",
        "20240115155500123",
        "order 4111111111111112 was refused",
        "0.4111111111111111 of 1",
        "trace 4bf92f3577b34da6a3ce929d0e0e4736 span 00f067aa0ba902b7",
        "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "commit da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "integrity sha512-"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==",
        "started getty@tty1.service",
        "ssh root@10.0.0.1 failed",
        "java.lang.Object@5e9f23b4",
        "npm lodash@4.17.21",
        "basic authentication failed, bearer authentication follows",
        "token_count=512 tokens: 12 max_tokens=4",
        "password_changed=true password policy",
        "author=alice secretary=bob",
        "INFO 2024-01-15T15:47:23Z http://shop.example.com:8080/cart?page=2",
        "/usr/lib/jvm/temurin25jdkAmd64/lib/modules/x",
        "0000000000000000",
        "password=",
        "password=\nnext line"
      })
  void whatIsNoSecretStays(String text) {
    assertThat(redact(text)).isEqualTo(text);
  }

  @Test
  void redactingTwiceChangesNothing() {
    String once =
        redact("password=hunter2 alice@example.com 4111111111111111 Bearer abc123def456 " + JWT);

    assertThat(redact(once)).isEqualTo(once);
  }

  @Test
  void hostileTextsTakeLinearTime() {
    for (String piece :
        List.of("a", "a@", "1 ", "password=", "eyJ", "\\\"", "-----BEGIN ", "a.b-")) {
      String text = piece.repeat(200_000 / piece.length());
      assertThat(redact(text)).isNotNull();
    }
  }

  @Test
  void whatWasFoundIsCounted() {
    Findings findings = new Findings();
    texts.redact("alice@example.com bob@example.com password=x", findings, (secret, text) -> "-");

    assertThat(findings.counts()).containsEntry(Secret.EMAIL, 2).containsEntry(Secret.FIELD, 1);
  }

  private String redact(String text) {
    return texts.redact(text, new Findings(), (secret, value) -> secret.marker());
  }
}

package dev.rearview.engine.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "((a{100}){100}){100}",
        "(((((a{50}){50}){50}){50}){50})",
        "(x{1000}){1000}",
        "([a-z]{500}){500}",
        "(?:(?:ab?){200,}){200,}",
        "(\\Qabc\\E{100}){200}"
      })
  void patternsThatExpandTooFarAreRefused(String pattern) {
    assertThatThrownBy(() -> Regex.compile(pattern))
        .isInstanceOfSatisfying(
            RegexRefusedException.class, e -> assertThat(e.code()).isEqualTo("pattern_too_large"))
        .hasMessageContaining("at most 10,000");
  }

  @Test
  void deepNestingAndGreatLengthAreRefused() {
    assertThatThrownBy(() -> Regex.compile("(".repeat(5_000) + "a" + ")".repeat(5_000)))
        .isInstanceOf(RegexRefusedException.class);
    assertThatThrownBy(() -> Regex.compile("a".repeat(30_000)))
        .hasMessageContaining("30,000 characters");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "timeout after \\d+ms",
        "\\b\\d{1,3}(\\.\\d{1,3}){3}\\b",
        "(?i)error|warn|fatal",
        "^[^\\]{}]+$",
        "[]a]{3}",
        "a{,5}",
        "\\pL+\\p{Greek}?\\x{10FFFF}",
        "[[:alpha:]_-]*",
        "(?P<id>[0-9a-f]{8}-[0-9a-f]{4})"
      })
  void ordinaryPatternsAreAccepted(String pattern) {
    assertThat(Regex.compile(pattern).text()).isEqualTo(pattern);
  }

  @Test
  void whatIsNoPatternIsRefusedWithItsReason() {
    assertThatThrownBy(() -> Regex.compile("a(b"))
        .isInstanceOfSatisfying(
            RegexRefusedException.class, e -> assertThat(e.code()).isEqualTo("pattern_syntax"))
        .hasMessageContaining("a(b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "abc;3",
        "a{10};20",
        "(ab){3};15",
        "a|b;3",
        "[a-z]{4,};10",
        "\\Qa.b\\E;3",
        "a{2,x};6"
      })
  void theSizeIsAnUpperEstimate(String pattern, long expected) {
    assertThat(RegexSize.estimate(pattern)).isEqualTo(expected);
  }

  @Test
  void whatWouldKeepTheCompilerBusyForEverIsRefused() {
    assertThatThrownBy(() -> Regex.compile("(?i)[\\x{80}-\\x{10FFFF}]"))
        .isInstanceOf(RegexRefusedException.class)
        .hasMessageContaining("U+1C80");
    assertThatThrownBy(() -> Regex.compile("(?i)[\\x{2000}-\\x{1FFFF}]".repeat(20)))
        .isInstanceOf(RegexRefusedException.class)
        .hasMessageContaining("letters");
    assertThatThrownBy(() -> Regex.compile("\\pL".repeat(33)))
        .isInstanceOf(RegexRefusedException.class)
        .hasMessageContaining("classes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "a|*",
        "[a",
        "[z-a]",
        "[[:name:]]",
        "\\x{110000}",
        "\\x{zz}",
        "\\xz0",
        "\\x",
        "(?",
        "a\\",
        "\\p{Nothing}",
        "(",
        "a)",
        "(?P<n",
        "\\8",
        "a{2}{3}"
      })
  void nothingElseIsAPattern(String pattern) {
    assertThatThrownBy(() -> Regex.compile(pattern))
        .isInstanceOfSatisfying(
            RegexRefusedException.class, e -> assertThat(e.code()).isEqualTo("pattern_syntax"));
  }

  @Test
  void halfOfASurrogatePairCountsAsBroken() {
    assertThat(Regex.compile("^\\x{FFFD}$").isFoundIn("\uD800")).isTrue();
    assertThat(Regex.compile("^.$").isFoundIn("\uD83D\uDE00")).isTrue();
  }
}

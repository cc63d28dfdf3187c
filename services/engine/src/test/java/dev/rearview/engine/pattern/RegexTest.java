package dev.rearview.engine.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
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
        "(\\Qabc\\E{100}){200}",
        "((((a{1000}){1000}){1000}){1000})"
      })
  void patternsThatExpandTooFarAreRefused(String pattern) {
    assertThatThrownBy(() -> Regex.compile(pattern))
        .isInstanceOfSatisfying(
            RegexRefusedException.class, e -> assertThat(e.code()).isEqualTo("pattern_too_large"))
        .hasMessageContaining("at most 10,000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(.*a){979}b", "(\\pL{27}|\\p{Greek}){37}1", "(?:[ab]{40}){40}"})
  void repetitionsThatKeepTooMuchBusyAreRefused(String pattern) {
    assertThatThrownBy(() -> Regex.compile(pattern))
        .isInstanceOfSatisfying(
            RegexRefusedException.class, e -> assertThat(e.code()).isEqualTo("pattern_too_large"))
        .hasMessageContaining("at most 2,048");
  }

  @Test
  void longListsOfWordsAndOneLongRepetitionAreAccepted() {
    String words = "longword|".repeat(600) + "end";

    assertThat(Regex.compile(words).isFoundIn("the end")).isTrue();
    assertThat(Regex.compile("^.{1000}$").isFoundIn("x".repeat(1_000))).isTrue();
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
        "a{2,x};6",
        "a{1,2,3};8",
        "a{1234567890,};14",
        "\\pL\\p{L;3",
        "\\x{61}\\;2",
        "[;1",
        "[^;1",
        "[^]a;1",
        "[[:a;1",
        "[[:alpha:]];1"
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
        "[a-",
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

  @Test
  void whatLooksLikeACountButIsNoneIsText() {
    assertThat(Regex.compile("a{01}").isFoundIn("a{01}")).isTrue();
    assertThat(Regex.compile("a{1234567890").isFoundIn("a{1234567890")).isTrue();
    assertThat(Regex.compile("a{2,01}").isFoundIn("aa")).isFalse();
  }

  @Test
  void manyRangesMayHaveTheirCaseFolded() {
    for (int low = 0x100; low < 0x300; low++) {
      Regex regex = Regex.compile("(?i)^[\\x{%x}-\\x{%x}]$".formatted(low, low + 2));
      assertThat(regex.isFoundIn(Character.toString(low + 1))).isTrue();
    }
    assertThat(Regex.compile("(?i)^[à-ÿ]$").isFoundIn("À")).isTrue();
    assertThat(Regex.compile("^[à-ÿ]$").isFoundIn("À")).isFalse();
  }

  @Test
  void tablesAreTheSameOverEachStretchThatIsAskedOnce() {
    for (String name : List.of("Co", "Cn", "Han", "L", "Any")) {
      String pattern = "\\p{" + name + "}";
      try {
        com.google.re2j.Pattern expected = com.google.re2j.Pattern.compile(pattern);
        CodePoints set = CodePoints.ofTables(pattern);
        for (int c = 0x3FFFF; c <= CodePoints.MAX; c += 251) {
          assertThat(set.contains(c)).isEqualTo(expected.matches(Character.toString(c)));
        }
        for (int c :
            new int[] {
              0xE0FFF, 0xE1000, 0xEFFFF, 0xF0000, 0xFFFFD, 0xFFFFE, 0xFFFFF, 0x100000, 0x10FFFD,
              0x10FFFE, 0x10FFFF
            }) {
          assertThat(set.contains(c)).isEqualTo(expected.matches(Character.toString(c)));
        }
      } catch (com.google.re2j.PatternSyntaxException e) {
        assertThat(name).isEqualTo("Cn"); // not among its tables
      }
    }
  }

  @Test
  void groupsAreCapturedByName() {
    Regex regex = Regex.compile("(?P<method>[A-Z]+) (?<path>/\\S*)( x)?");

    assertThat(regex.groupNames()).containsExactly("method", "path");
    assertThat(regex.capture("GET /a", "path")).isEqualTo("/a");
    assertThat(regex.capture("get", "path")).isNull();
    assertThat(regex)
        .isEqualTo(Regex.compile(regex.text()))
        .hasSameHashCodeAs(Regex.compile(regex.text()))
        .isNotEqualTo(Regex.compile("a"))
        .isNotEqualTo(regex.text())
        .hasToString(regex.text());
  }

  @Test
  void manyThreadsMayUseOnePattern() {
    Regex regex = Regex.compile("(a|b)*c[ab]{3}\\d");
    long found =
        IntStream.range(0, 20_000)
            .parallel()
            .filter(i -> regex.isFoundIn("ab".repeat(i % 17) + "cab" + "ab".charAt(i % 2) + i % 10))
            .count();
    assertThat(found).isEqualTo(20_000);
  }
}

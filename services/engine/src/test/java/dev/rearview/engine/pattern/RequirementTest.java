package dev.rearview.engine.pattern;

import static dev.rearview.engine.pattern.Requirement.ALWAYS;
import static dev.rearview.engine.pattern.Requirement.NEVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequirementTest {
  private static final Requirement A = Requirement.containing("a");
  private static final Requirement B = Requirement.containing("b");
  private static final Requirement BOTH = Requirement.all(List.of(A, B));
  private static final Requirement EITHER = Requirement.any(List.of(A, B));
  private static final Requirement FOUND = new Requirement.Found(Regex.compile("x"));

  @Test
  void combinationsAreFlattened() {
    assertThat(Requirement.all(List.of())).isEqualTo(ALWAYS);
    assertThat(Requirement.any(List.of())).isEqualTo(NEVER);
    assertThat(Requirement.all(List.of(A, ALWAYS, A))).isEqualTo(A);
    assertThat(Requirement.any(List.of(B, NEVER))).isEqualTo(B);
    assertThat(Requirement.all(List.of(A, NEVER))).isEqualTo(NEVER);
    assertThat(Requirement.any(List.of(A, ALWAYS))).isEqualTo(ALWAYS);
    assertThat(Requirement.all(List.of(BOTH, FOUND)))
        .isEqualTo(new Requirement.All(List.of(A, B, FOUND)));
    assertThat(Requirement.any(List.of(EITHER, FOUND)))
        .isEqualTo(new Requirement.Any(List.of(A, B, FOUND)));
    Requirement otherwise = new Requirement.BeginsOtherwise('{');
    assertThat(Requirement.all(List.of(otherwise, A)))
        .isEqualTo(new Requirement.All(List.of(otherwise, A)));
    assertThat(Requirement.any(List.of(otherwise, A)))
        .isEqualTo(new Requirement.Any(List.of(otherwise, A)));
    assertThat(Requirement.all(List.of(EITHER, A)))
        .isEqualTo(new Requirement.All(List.of(EITHER, A)));
    assertThat(Requirement.any(List.of(BOTH, A))).isEqualTo(new Requirement.Any(List.of(BOTH, A)));
  }

  @Test
  void bytesSatisfyIt() {
    assertThat(met(BOTH, "xa b")).isTrue();
    assertThat(met(BOTH, "xa c")).isFalse();
    assertThat(met(EITHER, "xb")).isTrue();
    assertThat(met(EITHER, "xc")).isFalse();
    assertThat(met(FOUND, "xc")).isTrue();
    assertThat(met(ALWAYS, "")).isTrue();
    assertThat(met(NEVER, "a")).isFalse();
  }

  private static boolean met(Requirement requirement, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return requirement.isMetBy(bytes, 0, bytes.length);
  }

  @Test
  void ofALiteralWhatBytesCanHold() {
    assertThat(Requirement.containing("")).isEqualTo(ALWAYS);
    assertThat(Requirement.containing("a\nb\uFFFD\uD800")).isEqualTo(BOTH);
    assertThat(Requirement.containing("\n")).isEqualTo(ALWAYS);
    assertThat(met(Requirement.containing("😀"), "x😀")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a.b;All[parts=[Contains[needle=a], Contains[needle=b]]]",
        "5\\d\\d;Contains[needle=5[0-9][0-9]]",
        "(?i)ab;Contains[needle=[Aa][Bb]]",
        "colou?r;Any[parts=[Contains[needle=colour], Contains[needle=color]]]",
        "x+y;All[parts=[Contains[needle=x], Contains[needle=xy]]]",
        "x{2};Contains[needle=xx]",
        "^ab$;Contains[needle=ab]",
        "a*;Always[]",
        "(?s).;Always[]",
        "é;Contains[needle=\\xC3\\xA9]",
        "[à-ÿ];Contains[needle=\\xC3[\\xA0-\\xBF]]",
        "a|.;Always[]",
        "a{0}b;Contains[needle=b]",
        "[^\\x00-\\x{10FFFF}];Never[]"
      })
  void ofAPatternWhatEveryMatchHolds(String pattern, String expected) {
    assertThat(Regex.compile(pattern).requirement()).hasToString(expected);
  }

  @Test
  void whatIsTooMuchToListIsNotAsked() {
    String words =
        IntStream.range(0, 70).mapToObj(i -> "word" + i).collect(Collectors.joining("|"));
    assertThat(Regex.compile("(?:" + words + ")x").isFoundIn("word69x")).isTrue();
    assertThat(Regex.compile("(?:[ab]|cd){40}").requirement()).isNotEqualTo(NEVER);
    assertThat(Regex.compile("a{100}").requirement())
        .isEqualTo(Requirement.containing("a".repeat(32)));
  }

  @Test
  void aNeedleHasBytesAndNoNewline() {
    assertThatThrownBy(() -> Needle.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Needle.of(List.of(ByteClass.NONE)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Needle.of(List.of(ByteClass.ALL)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Needle.of("a\n")).hasMessageContaining("not a needle");
    assertThatThrownBy(() -> Needle.ignoringCase("")).hasMessageContaining("not a needle");
    assertThatThrownBy(() -> Needle.of("\uDC00")).hasMessageContaining("not a needle");
    assertThatThrownBy(() -> Needle.of("\uFFFD")).hasMessageContaining("not a needle");
    assertThat(Needle.of("\uE000").length()).isEqualTo(3);
    assertThat(Needle.of("ab"))
        .isEqualTo(Needle.of("ab"))
        .hasSameHashCodeAs(Needle.of("ab"))
        .isNotEqualTo(Needle.ignoringCase("ab"))
        .isNotEqualTo("ab");
  }

  @Test
  void aByteClassIsASetOfBytes() {
    assertThatThrownBy(() -> ByteClass.range(-1, 3)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ByteClass.range(3, 256)).isInstanceOf(IllegalArgumentException.class);
    assertThat(ByteClass.DIGIT.complement().or(ByteClass.DIGIT)).isEqualTo(ByteClass.ALL);
    assertThat(ByteClass.ignoringCase('@').size()).isEqualTo(1);
    assertThat(ByteClass.ignoringCase('[').size()).isEqualTo(1);
    assertThat(ByteClass.ignoringCase('{').size()).isEqualTo(1);
    assertThat(ByteClass.ignoringCase('Z')).hasToString("[Zz]");
    assertThat(ByteClass.range(0x7E, 0xFF)).hasToString("[~-\\xFF]");
  }

  @Test
  void setsOfCodePointsAreEqualByWhatTheyHold() {
    assertThat(CodePoints.range('a', 'b'))
        .isEqualTo(CodePoints.range('a', 'a').or(CodePoints.range('b', 'b')))
        .isNotEqualTo(CodePoints.NEWLINE)
        .isNotEqualTo("ab");
  }

  @Test
  void linesStartAndEnd() {
    byte[] bytes = "ab\r\nc\r".getBytes(StandardCharsets.UTF_8);
    assertThat(Lines.start(bytes, 5, 0)).isEqualTo(4);
    assertThat(Lines.start(bytes, 2, 1)).isEqualTo(1);
    assertThat(Lines.count(bytes, 0, bytes.length)).isEqualTo(1);
    assertThat(Lines.textEnd(bytes, 0, 3, 6)).isEqualTo(2);
    assertThat(Lines.textEnd(bytes, 4, 6, 6)).isEqualTo(6);
    assertThat(Lines.textEnd(bytes, 3, 3, 6)).isEqualTo(3);
  }

  @Test
  void aNeedleStandsInOneLine() {
    Requirement word = Requirement.containing("word");
    Requirement pattern = new Requirement.Found(Regex.compile("(?i)one|two"));
    List<Requirement> ofOneLine = List.of(word, pattern, Requirement.NEVER);
    assertThat(ofOneLine).allMatch(Requirement::isOfOneLine);
    assertThat(Requirement.any(List.of(word, pattern)).isOfOneLine()).isTrue();

    Requirement anchored = new Requirement.Found(Regex.compile("^word"));
    List<Requirement> others =
        List.of(
            Requirement.ALWAYS,
            Requirement.all(List.of(word, pattern)),
            Requirement.any(List.of(word, anchored)),
            new Requirement.Found(Regex.compile("a.*b")),
            new Requirement.Found(Regex.compile("word\r")),
            Requirement.containing("word\r"),
            new Requirement.BeginsOtherwise('{'));
    assertThat(others).noneMatch(Requirement::isOfOneLine);
  }
}

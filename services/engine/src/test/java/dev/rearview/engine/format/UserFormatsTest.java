package dev.rearview.engine.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rearview.model.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserFormatsTest {
  private static final TimeContext TIMES =
      TimeContext.utc(Clock.fixed(SampleCheck.NOW, ZoneOffset.UTC));
  private static final String SHOP =
      """
      - name: shop
        description: the shop's own lines
        pattern: '(?<time>\\S+ \\S+) <(?<level>\\w+)> (?<service>[\\w-]+) took (?<tookMs>\\d+): %{message}'
        time: dd.MM.yyyy HH:mm:ss,S
        multiline: true
        numbers: tookMs
        levels: {BAD: ERROR, fine: INFO}
        samples:
          - line: '15.01.2024 15:47:23,120 <BAD> cart took 812: refused'
            time: 2024-01-15T15:47:23.120Z
            level: ERROR
            message: refused
            fields: {service: cart, took_ms: 812}
      - name: audit
        json:
          marks: [audit, when]
          time: when
          level: how
          message: [what.text, what]
          numbers: syslog
          unsaid: INFO
        samples:
          - line: |
              {"audit":7,"when":1705333643,"how":3,"what":{"text":"denied"}}
            time: 2024-01-15T15:47:23Z
            level: ERROR
            message: denied
      """;

  @TempDir Path folder;

  @Test
  void aUsersFormatsAreTriedBeforeTheOthers() {
    List<LogFormat> user = UserFormats.read(SHOP, "shop.yaml");
    Formats formats = Formats.builtIn().with(user);

    assertThat(user).extracting(LogFormat::name).containsExactly("shop", "audit");
    assertThat(user).allSatisfy(format -> assertThat(SampleCheck.of(format, formats)).isEmpty());
    LogFormat found = formats.find("15.01.2024 15:47:23,120 <fine> cart took 7: saved", TIMES);
    assertThat(found).isSameAs(user.getFirst());
    ParsedLine line = found.parse("15.01.2024 15:47:23,120 <fine> cart took 7: saved", TIMES);
    assertThat(line.level()).isEqualTo(Level.INFO);
    assertThat(line.levelText()).isEqualTo("fine");
    assertThat(line.message()).isEqualTo("saved");
    assertThat(formats.detect(Collections.nCopies(3, "{\"audit\":1,\"when\":1705333643}"), TIMES))
        .isSameAs(user.getLast());
  }

  @Test
  void aFormatOfTheSameNameTakesThePlaceOfTheOther() {
    List<LogFormat> user =
        UserFormats.read("{name: syslog, pattern: 'x%{message}'}", "syslog.yaml");

    assertThat(Formats.builtIn().with(user).all().stream().filter(f -> f.name().equals("syslog")))
        .containsExactlyElementsOf(user);
    assertThat(Formats.builtIn().all()).doesNotContainAnyElementsOf(user);
  }

  @Test
  void aSampleThatIsNotMetSaysWhatWasExpectedAndWhatCame() {
    LogFormat format =
        UserFormats.read(
                """
                name: shop
                pattern: '%{iso} %{level} %{message}'
                samples:
                  - {line: '2024-01-15 15:47:23 WARN slow', time: 2024-01-15T15:47:24Z, level: ERROR, message: fast}
                  - {line: nothing}
                  - {line: '2024-01-15 15:47:23 WARN slow', time: yesterday, level: WARN, message: slow}
                """,
                "shop.yaml")
            .getFirst();

    assertThat(SampleCheck.of(format, Formats.builtIn().with(List.of(format))))
        .containsExactly(
            "sample 1: time: expected 2024-01-15T15:47:24Z, found 2024-01-15T15:47:23Z",
            "sample 1: level: expected 'ERROR', found 'WARN'",
            "sample 1: message: expected 'fast', found 'slow'",
            "sample 2: is not of this format: 'nothing'; nothing of the pattern fits",
            "sample 3: time 'yesterday': expected one such as 2024-01-15T15:47:23Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "{pattern: x}#f.yaml:1: lacks a name",
        "{name: A b, pattern: x}#name 'A b': expected small letters, digits and _",
        "{name: a}#f.yaml:1: a: lacks a pattern (or json)",
        "{name: a, pattern: '(x'}#f.yaml:1: a: '(x' is not a pattern: missing closing )",
        "{name: a, pattern: '(a{1000}){1000}'}#a: ",
        "{name: a, pattern: '%{isoo}'}#'%{isoo}' is no shorthand: expected one of %{iso}",
        "{name: a, pattern: '(?<time>x)'}#has a group 'time' but does not say how it is written",
        "{name: a, pattern: x, time: iso}#says how the time is written, but no pattern has a group",
        "{name: a, pattern: '(?<time>x)', time: dd.QQ}#time 'dd.QQ' has the letter Q: expected one of",
        "{name: a, pattern: '(?<time>x)', time: HH}#lacks the day (d), the month (M) or the hour",
        "{name: a, pattern: x, numbers: n}#numbers: no pattern has a group 'n'; there are []",
        "{name: a, pattern: x, patern: y}#'patern' is no key of a format: expected one of description, details",
        "{name: a, pattern: x, levels: {BAD: AWFUL}}#level 'AWFUL': expected one of [TRACE, DEBUG",
        "{name: a, pattern: x, multiline: yes}#'yes': expected true or false",
        "{name: a, pattern: {b: c}}#expected a list",
        "{name: a, pattern: x, samples: [{message: y}]}#a sample lacks its line",
        "{name: a, json: {time: t}}#json: lacks marks",
        "{name: a, json: {marks: t, numbers: tons}}#numbers 'tons': expected one of tens, syslog",
        "{name: a, json: {marks: t}, pattern: x}#pattern: does not go with json",
        "[1]#expected a format as key: value",
        "{name: a#is no YAML"
      })
  void whatIsWrongIsSaidWithItsPlace(String yaml, String expected) {
    assertThatThrownBy(() -> UserFormats.read(yaml, "f.yaml"))
        .isInstanceOf(DeclarationException.class)
        .hasMessageStartingWith("f.yaml:1: ")
        .hasMessageContaining(expected);
  }

  @Test
  void filesOfAFolderAreReadByName() throws IOException {
    Files.writeString(folder.resolve("b.yaml"), "{name: b, pattern: x}");
    Files.writeString(folder.resolve("a.yml"), "{name: a, pattern: x}");
    Files.writeString(folder.resolve("c.txt"), "no");

    assertThat(UserFormats.read(UserFormats.filesIn(folder)))
        .extracting(LogFormat::name)
        .containsExactly("a", "b");
    assertThat(UserFormats.filesIn(folder.resolve("none"))).isEmpty();
  }

  @Test
  void allThatIsWrongInAllFilesIsSaid() throws IOException {
    Path one = Files.writeString(folder.resolve("one.yaml"), "{name: a, pattern: x}");
    Path again =
        Files.writeString(folder.resolve("two.yaml"), "- {name: a, pattern: x}\n- {name: b}");
    Path missing = folder.resolve("missing.yaml");

    assertThatThrownBy(() -> UserFormats.read(List.of(one, again, one, missing)))
        .hasMessageContaining("two.yaml:2: b: lacks a pattern")
        .hasMessageContaining("one.yaml:1: declares 'a' once more")
        .hasMessageContaining("missing.yaml:1: cannot be read");
  }
}

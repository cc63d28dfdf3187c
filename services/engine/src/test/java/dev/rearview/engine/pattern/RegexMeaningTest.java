package dev.rearview.engine.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A pattern means on bytes what RE2/J makes of it on the decoded text. */
class RegexMeaningTest {
  private static final int PATTERNS = Boolean.getBoolean("rearview.long") ? 200_000 : 12_500;
  private static final int TEXTS = 8;

  /** Where the text starts and how much follows it, so that nothing outside of it is looked at. */
  private static final int BEFORE = 5;

  @Test
  void randomPatternsMeanTheSameInRandomTexts() {
    RandomPatterns random = new RandomPatterns(20_240_115);
    int found = 0;
    for (int i = 0; i < PATTERNS; i++) {
      Subject subject = new Subject(random.pattern(), 1 + i % 40);
      for (int j = 0; j < TEXTS; j++) {
        found += subject.check(random.text()) ? 1 : 0;
      }
    }
    assertThat(found).isGreaterThan(PATTERNS);
  }

  @Test
  void whatOnceWasWrongStaysRight() throws Exception {
    List<String> cases = Resources.lines("found-bugs.txt");
    assertThat(cases).isNotEmpty();
    for (String line : cases) {
      int tab = line.lastIndexOf('\t');
      new Subject(line.substring(0, tab), 3)
          .check(HexFormat.of().parseHex(line.substring(tab + 1)));
    }
  }

  private static final class Subject {
    private final Pattern expected;
    private final Regex regex;
    private final Dfa forgetful;
    private final Dfa lines;

    Subject(String pattern, int states) {
      expected = Pattern.compile(pattern);
      regex = Regex.compile(pattern);
      Syntax syntax = SyntaxParser.parse(pattern);
      forgetful = new Dfa(new Program(syntax, true), Dfa.Reads.TEXT, states);
      lines = new Dfa(new Program(syntax, true), Dfa.Reads.LINES, states);
    }

    /** Whether it is found. */
    boolean check(byte[] text) {
      String decoded = new String(text, StandardCharsets.UTF_8);
      boolean found = expected.matcher(decoded).find();
      byte[] bytes = new byte[text.length + 2 * BEFORE];
      Arrays.fill(bytes, (byte) 'a');
      System.arraycopy(text, 0, bytes, BEFORE, text.length);
      int to = BEFORE + text.length;
      String what = "%s in %s".formatted(regex, HexFormat.of().formatHex(text));

      assertThat(regex.isFoundIn(bytes, BEFORE, to)).as(what).isEqualTo(found);
      assertThat(regex.isFoundIn(decoded)).as(what).isEqualTo(found);
      assertThat(forgetful.find(bytes, BEFORE, to) >= 0).as(what).isEqualTo(found);
      boolean met = regex.requirement().isMetBy(bytes, BEFORE, to);
      assertThat(met || !found).as(what).isTrue();
      assertThat(met == found || !regex.isExactlyItsRequirement()).as(what).isTrue();
      checkLines(bytes, to, what);
      return found;
    }

    private void checkLines(byte[] bytes, int to, String what) {
      int at = BEFORE == to ? -1 : lines.find(bytes, BEFORE, to);
      for (int start = BEFORE; start < to; ) {
        int end = Lines.end(bytes, start, to);
        int textEnd = Lines.textEnd(bytes, start, end, to);
        String line = new String(bytes, start, textEnd - start, StandardCharsets.UTF_8);
        if (expected.matcher(line).find()) {
          assertThat(at).as(what).isBetween(start, end);
          return;
        }
        start = end + 1;
      }
      assertThat(at).as(what).isEqualTo(-1);
    }
  }
}

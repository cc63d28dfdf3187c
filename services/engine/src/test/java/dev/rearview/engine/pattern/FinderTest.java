package dev.rearview.engine.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FinderTest {
  private static final ByteHistogram UNKNOWN = new ByteHistogram();

  @Test
  void perLineHitsLieInTheLinesThatSatisfyTheRequirement() {
    Requirement error =
        Requirement.any(
            List.of(
                new Requirement.Contains(Needle.ignoringCase("error")),
                new Requirement.Found(Regex.compile("^$|c$"))));

    assertThat(lines(error, "a ERror\nb\r\n\nabc\r\nabcd\nabc\r"))
        .containsExactly("a ERror", "", "abc");
  }

  @Test
  void anywhereMayMissNoRecord() {
    Requirement both = Requirement.all(List.of(containing("one"), containing("two")));
    byte[] text = padded("x\nthree\ntwo\none");
    int at = Finder.anywhere(both, UNKNOWN).find(text, 0, text.length - Finder.PADDING);

    assertThat(at).isBetween(0, 14);
    assertThat(Finder.anywhere(both, UNKNOWN).find(text, 0, 8)).isEqualTo(-1);
  }

  private static Requirement containing(String text) {
    return Requirement.containing(text);
  }

  private static List<String> lines(Requirement requirement, String text) {
    byte[] bytes = padded(text);
    int to = bytes.length - Finder.PADDING;
    Finder finder = Finder.perLine(requirement, UNKNOWN);
    java.util.ArrayList<String> found = new java.util.ArrayList<>();
    for (int at = finder.find(bytes, 0, to); at >= 0; ) {
      int start = Lines.start(bytes, at, 0);
      int end = Lines.end(bytes, at, to);
      int textEnd = Lines.textEnd(bytes, start, end, to);
      found.add(new String(bytes, start, textEnd - start, StandardCharsets.UTF_8));
      at = finder.find(bytes, Math.min(to, end + 1), to);
    }
    return found;
  }

  private static byte[] padded(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(bytes, bytes.length + Finder.PADDING);
  }
}

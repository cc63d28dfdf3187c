package dev.rearview.engine.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LineCounterTest {
  private static final Beginnings BEGINNINGS =
      new Beginnings(first -> first <= ' ' || first == 'C' || first == 0xFF);
  private static final int LONGEST = 2_500;

  static List<Kernels> kernels() {
    return FinderTest.kernels();
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void linesAreCountedUntilOneIsNotPlain(Kernels kernels) {
    Random random = new Random(21);
    for (int round = 0; round < 600; round++) {
      String word = round % 3 == 0 ? "q" : "needle of eleven";
      Requirement requirement = requirement(round % 7, word);
      byte[] buffer = lines(random, word, round % 6 < 3 ? 16_000 : 300);
      Finder finder = new FinderPlan(new ByteHistogram(), kernels).perLine(requirement);
      LineCounter counter = new LineCounter(finder, BEGINNINGS, LONGEST);
      int to = buffer.length - Finder.PADDING - 1 - random.nextInt(200);
      for (int from = 0; from < to; ) {
        int count = counter.count(buffer, from, to);
        from = check(requirement, buffer, from, to, counter.next(), count);
      }
    }
  }

  private static Requirement requirement(int kind, String word) {
    return switch (kind) {
      case 0 -> new Requirement.Found(Regex.compile(word + ".*" + word));
      case 1 -> Requirement.any(List.of(Requirement.containing(word), Requirement.containing("é")));
      case 2, 3 -> {
        List<ByteClass> classes =
            new ArrayList<>(Collections.nCopies(6, ByteClass.range('a', 'z')));
        classes.add(ByteClass.of(' '));
        yield new Requirement.Contains(Needle.of(classes));
      }
      case 4 -> new Requirement.Contains(Needle.ignoringCase("X " + word));
      default -> new Requirement.Contains(Needle.of(word));
    };
  }

  /** Lines with and without the word, of which some begin oddly or are long, and the padding. */
  private static byte[] lines(Random random, String word, int size) {
    StringBuilder text = new StringBuilder();
    int dense = 1 + random.nextInt(5);
    int odd = 4 + random.nextInt(random.nextBoolean() ? 9 : 200);
    boolean wasOdd = false;
    int ebb = random.nextBoolean() ? size / 3 : size;
    int length = 1 + random.nextInt(90);
    while (text.length() < size) {
      wasOdd = random.nextInt(wasOdd ? 2 : odd) == 0;
      String first = wasOdd ? "C \t\u00ff\r\n" : random.nextInt(40) == 0 ? "0<[ae\u00e9" : "000000";
      text.append(first.charAt(random.nextInt(6)));
      text.append("neEdl q".repeat(20), 0, random.nextInt(length));
      for (int hits = random.nextInt(dense); hits > 0 && text.length() < ebb; hits--) {
        text.append("x ").append(word).append(".".repeat(random.nextInt(length)));
      }
      text.append("z".repeat(random.nextInt(60) == 0 ? random.nextInt(2 * LONGEST) : 0));
      text.append(random.nextInt(4) == 0 ? "\r\n" : random.nextInt(9) == 0 ? "\n\n" : "\n");
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
    return Arrays.copyOf(bytes, bytes.length + Finder.PADDING);
  }

  private static boolean isOdd(byte first) {
    return BEGINNINGS.isOdd(first);
  }

  /** Gives where the first line starts that was not counted, and could not be. */
  private static int check(
      Requirement requirement, byte[] buffer, int from, int to, int next, int count) {
    int expected = 0;
    int start = from;
    while (start < to) {
      int end = Lines.end(buffer, start, to);
      if (end == to) {
        assertThat(next).isBetween(from, start);
        assertThat(count).isEqualTo(expected);
        return to;
      }
      if (requirement.isMetBy(buffer, start, end)) {
        if (end - start > LONGEST || isOdd(buffer[start]) || isOdd(buffer[end + 1])) {
          break;
        }
        expected++;
      }
      start = end + 1;
    }
    assertThat(count).isEqualTo(expected);
    assertThat(next).isBetween(from, start);
    assertThat(next == from || buffer[next - 1] == '\n').isTrue();
    return Lines.end(buffer, start, to) + 1;
  }
}

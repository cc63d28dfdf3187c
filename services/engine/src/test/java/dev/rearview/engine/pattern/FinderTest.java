package dev.rearview.engine.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FinderTest {
  private static final int ROUNDS = Boolean.getBoolean("rearview.long") ? 20_000 : 700;

  static List<Kernels> kernels() {
    return List.of(new PortableKernels(), new VectorKernels(true), new VectorKernels(false));
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void findersMissNothingAndInventNothing(Kernels kernels) {
    Random random = new Random(7);
    RandomPatterns patterns = new RandomPatterns(8);
    for (int round = 0; round < ROUNDS; round++) {
      Requirement requirement = requirement(random, patterns, 2);
      byte[] buffer = buffer(random, patterns, round % 16 == 0 ? 1500 : 40);
      ByteHistogram histogram = new ByteHistogram();
      if (random.nextBoolean()) {
        histogram.add(buffer, 0, buffer.length - Finder.PADDING);
      }
      FinderPlan plan = new FinderPlan(histogram, kernels);
      checkLines(requirement, plan.perLine(requirement), buffer);
      checkRecords(requirement, plan.anywhere(requirement), buffer, random);
    }
  }

  /** Every hit is in the next line that satisfies the requirement. */
  private static void checkLines(Requirement requirement, Finder finder, byte[] buffer) {
    int to = buffer.length - Finder.PADDING;
    int from = 0;
    for (int start = 0; start < to; ) {
      int end = newline(buffer, start, to);
      if (requirement.isMetBy(buffer, start, Lines.textEnd(buffer, start, end, to))) {
        assertThat(finder.find(buffer, from, to))
            .as("%s from %d to %d", requirement, from, to)
            .isBetween(start, Math.min(end, to - 1));
        from = Math.min(end + 1, to);
      }
      start = end + 1;
    }
    assertThat(finder.find(buffer, from, to)).as("%s", requirement).isEqualTo(-1);
  }

  /** No record of one or several lines is passed over, wherever the search begins and ends. */
  private static void checkRecords(
      Requirement requirement, Finder finder, byte[] buffer, Random random) {
    int size = buffer.length - Finder.PADDING;
    for (int i = 0; i < 8; i++) {
      int from = random.nextInt(size + 1);
      int start = Math.min(size, from == 0 ? 0 : newline(buffer, from, size) + 1);
      int end = newline(buffer, Math.min(size, start + random.nextInt(200)), size);
      int to = end + random.nextInt(size - end + 1);
      int found = finder.find(buffer, from, to);
      assertThat(found).isBetween(-1, to - 1);
      if (start < end && requirement.isMetBy(buffer, start, end)) {
        assertThat(found)
            .as("%s in %d..%d of %d..%d", requirement, start, end, from, to)
            .isBetween(from, end - 1);
      }
    }
  }

  private static int newline(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != '\n') {
      at++;
    }
    return at;
  }

  private static byte[] buffer(Random random, RandomPatterns patterns, int most) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = random.nextInt(most); i >= 0; i--) {
      bytes.writeBytes(patterns.text());
      int end = random.nextInt(6);
      bytes.writeBytes((end == 0 ? "\r\n" : end < 3 ? "\n" : "").getBytes(StandardCharsets.UTF_8));
    }
    byte[] buffer = Arrays.copyOf(bytes.toByteArray(), bytes.size() + Finder.PADDING);
    for (int i = bytes.size(); i < buffer.length; i++) {
      buffer[i] = (byte) "ab\nerror k".charAt(random.nextInt(10));
    }
    return buffer;
  }

  private static Requirement requirement(Random random, RandomPatterns patterns, int depth) {
    int kind = random.nextInt(depth == 0 ? 5 : 8);
    if (kind < 2) {
      return new Requirement.Contains(needle(random));
    } else if (kind < 4) {
      return new Requirement.Found(Regex.compile(patterns.pattern()));
    } else if (kind == 4) {
      return random.nextBoolean() ? Requirement.ALWAYS : Requirement.NEVER;
    }
    List<Requirement> parts = new ArrayList<>();
    int count = 2 + random.nextInt(random.nextInt(10) == 0 ? 80 : 4);
    for (int i = 0; i < count; i++) {
      parts.add(
          count > 8
              ? new Requirement.Contains(needle(random))
              : requirement(random, patterns, depth - 1));
    }
    return random.nextInt(3) == 0 ? Requirement.all(parts) : Requirement.any(parts);
  }

  private static Needle needle(Random random) {
    String alphabet = random.nextBoolean() ? "abk" : "abckKsSer01 é\r";
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(random.nextInt(6) == 0 ? 70 : 5); i >= 0; i--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return switch (random.nextInt(3)) {
      case 0 -> Needle.of(text.toString());
      case 1 -> Needle.ignoringCase(text.toString());
      default ->
          Needle.of(
              text.chars()
                  .limit(4)
                  .mapToObj(c ->
                      switch (c) {
                        case 'a' -> ByteClass.DIGIT;
                        case 'b' -> ByteClass.of('\n').complement();
                        case 'k' -> ByteClass.range('a', 'c').or(ByteClass.of('s'));
                        default -> ByteClass.range(0x80, 0xFF);
                      })
                  .toList());
    };
  }

  @Test
  void aHitInALineWithoutTextIsThePlaceOfItsEnd() {
    Requirement empty = new Requirement.Found(Regex.compile("^$"));
    byte[] buffer = Arrays.copyOf("a\n\r\n\nb".getBytes(StandardCharsets.UTF_8), 6 + 64);
    Finder finder = Finder.perLine(empty, new ByteHistogram());

    assertThat(finder.find(buffer, 0, 6)).isBetween(2, 3);
    assertThat(finder.find(buffer, 4, 6)).isEqualTo(4);
    assertThat(finder.find(buffer, 5, 6)).isEqualTo(-1);
    assertThat(finder.find(buffer, 6, 6)).isEqualTo(-1);
  }

  @Test
  void anywhereTakesAnchorsToHoldEverywhere() {
    Requirement anchored = new Requirement.Found(Regex.compile("\\b^\\d+$"));
    byte[] buffer = Arrays.copyOf("{\"n\":\"123\"}".getBytes(StandardCharsets.UTF_8), 11 + 64);

    assertThat(Finder.anywhere(anchored, new ByteHistogram()).find(buffer, 0, 11)).isBetween(0, 9);
    assertThat(Finder.anywhere(Requirement.ALWAYS, new ByteHistogram()).find(buffer, 5, 11))
        .isEqualTo(5);
    assertThat(Finder.anywhere(Requirement.ALWAYS, new ByteHistogram()).find(buffer, 5, 5))
        .isEqualTo(-1);
  }

  @Test
  void anAutomatonThatForgetsAndLongLinesAreSearchedAsWell() {
    Random random = new Random(12);
    for (String pattern : List.of("[ab]*a[ab]{6}c$", "(a|b)+[cd]+\\d$")) {
      Requirement requirement = new Requirement.Found(Regex.compile(pattern));
      StringBuilder text = new StringBuilder("ab".repeat(40_000)).append('\n');
      while (text.length() < 150_000) {
        text.append("abc1".charAt(random.nextInt(40) % 4))
            .append(random.nextInt(90) == 0 ? "\n" : "");
      }
      byte[] buffer =
          Arrays.copyOf(text.toString().getBytes(StandardCharsets.UTF_8), text.length() + 64);
      Program program = new Program(SyntaxParser.parse(pattern), true);
      checkLines(requirement, new DfaFinder(new Dfa(program, Dfa.Reads.LINES, 4), true), buffer);
    }
  }

  @Test
  void longBuffersAreSearchedInSeveralStretches() {
    Random random = new Random(11);
    for (String pattern :
        List.of("[xy]\\w*\\d?[xy]", "^[^x]*[xy]$", "([xy]|\\d)+[xy]", "(?s)x.?y")) {
      for (int round = 0; round < 12; round++) {
        StringBuilder text = new StringBuilder();
        int rarely = 1 << 2 * round;
        while (text.length() < 300_000) {
          boolean now = random.nextInt(rarely) == 0;
          text.append("abc 12 ".repeat(random.nextInt(20))).append(now ? "xy\n" : "\n");
        }
        byte[] buffer =
            Arrays.copyOf(text.toString().getBytes(StandardCharsets.UTF_8), text.length() + 64);
        Requirement requirement = new Requirement.Found(Regex.compile(pattern));
        checkLines(requirement, ((Requirement.Found) requirement).regex().lineFinder(), buffer);
        checkRecords(
            requirement, ((Requirement.Found) requirement).regex().looseFinder(), buffer, random);
      }
    }
  }
}

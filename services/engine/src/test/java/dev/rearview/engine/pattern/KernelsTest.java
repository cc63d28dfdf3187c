package dev.rearview.engine.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelsTest {
  private static final int SIZE = 200;

  static List<Kernels> kernels() {
    return List.of(new PortableKernels(), new VectorKernels(true), new VectorKernels(false));
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void aNeedleIsFoundAtEveryPlaceAndNeverBehindTheEnd(Kernels kernels) {
    for (String text : List.of("q", "qr", "needle", "q".repeat(70), "rq".repeat(9))) {
      Needle needle = Needle.of(text);
      Search one = kernels.one(probed(needle));
      Search several =
          several(kernels, List.of(needle, Needle.ignoringCase("NEEDLES"), Needle.of("zz")));
      for (int place = 0; place <= SIZE - text.length(); place++) {
        byte[] bytes = new byte[SIZE + Finder.PADDING];
        Arrays.fill(bytes, (byte) 'e');
        System.arraycopy(text.getBytes(), 0, bytes, place, text.length());
        System.arraycopy("needle".getBytes(), 0, bytes, SIZE + 1, 6);
        for (Search search : List.of(one, several)) {
          assertThat(search.next(bytes, 0, SIZE)).isEqualTo(place);
          assertThat(search.next(bytes, place, SIZE)).isEqualTo(place);
          assertThat(search.next(bytes, place, place + text.length())).isEqualTo(place);
          assertThat(search.next(bytes, place, place + text.length() - 1)).isEqualTo(-1);
          assertThat(search.next(bytes, place + 1, SIZE)).isEqualTo(-1);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void manyNeedlesAreFoundAsOneByOne(Kernels kernels) {
    Random random = new Random(3);
    for (int round = 0; round < 150; round++) {
      List<Needle> needles = new ArrayList<>();
      for (int i = 1 + random.nextInt(round % 10 == 0 ? 64 : 6); i > 0; i--) {
        StringBuilder text = new StringBuilder();
        for (int j = random.nextInt(7); j >= 0; j--) {
          text.append("abcQ".charAt(random.nextInt(4)));
        }
        needles.add(
            random.nextBoolean()
                ? Needle.of(text.toString())
                : Needle.ignoringCase(text.toString()));
      }
      byte[] bytes = new byte[SIZE + Finder.PADDING];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) "abcqQ......................".charAt(random.nextInt(27));
      }
      Search several = several(kernels, needles);
      for (int from = 0; from < SIZE; from += 7) {
        int expected = from;
        while (expected < SIZE && !standsAt(needles, bytes, expected)) {
          expected++;
        }
        assertThat(several.next(bytes, from, SIZE)).isEqualTo(expected == SIZE ? -1 : expected);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void longNeedlesAreFoundWhereTheyBegin(Kernels kernels) {
    String text = "a needle that is longer than windows are looked for";
    Requirement any =
        Requirement.any(
            List.of(Requirement.containing(text), Requirement.containing("another long needle")));
    Finder finder = new FinderPlan(new ByteHistogram(), kernels).anywhere(any);
    byte[] bytes = new byte[SIZE + Finder.PADDING];
    System.arraycopy(text.getBytes(), 0, bytes, 30, text.length());
    assertThat(finder.find(bytes, 0, SIZE)).isEqualTo(30);
    assertThat(finder.find(bytes, 31, SIZE)).isEqualTo(-1);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void eachByteIsToldFromAllOthers(Kernels kernels) {
    byte[] bytes = new byte[256 + Finder.PADDING];
    for (int b = 0; b < 256; b++) {
      bytes[b] = (byte) (b == '\n' ? 0 : b);
    }
    for (int b = 11; b < 255; b++) {
      List<ByteClass> two = List.of(ByteClass.of(b), ByteClass.of(b + 1));
      Search search = several(kernels, List.of(Needle.of(two), Needle.of("nop")));
      assertThat(search.next(bytes, 0, 256)).isEqualTo(Math.min(b, 'n'));
    }
  }

  private static Search several(Kernels kernels, List<Needle> needles) {
    return kernels.several(needles.stream().map(KernelsTest::probed).toList());
  }

  /** With probes of the first places and of the last one, and the last window there may be. */
  private static Probed probed(Needle needle) {
    int window = Math.min(Probed.FURTHEST - 1, Math.max(0, needle.length() - Probed.WINDOW));
    List<Probe> probes = new ArrayList<>(List.of(Probe.of(needle, needle.length() - 1)));
    for (int place = 0; place < Math.min(Probed.MOST_PROBES, needle.length()) - 1; place++) {
      probes.add(Probe.of(needle, place));
    }
    return new Probed(needle, probes, window, Math.min(window, Math.max(0, needle.length() - 2)));
  }

  private static boolean standsAt(List<Needle> needles, byte[] bytes, int place) {
    return needles.stream().anyMatch(n -> n.length() <= SIZE - place && n.isAt(bytes, place));
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void linesEndAtNewlines(Kernels kernels) {
    for (int size : new int[] {0, 1, 7, 8, 63, 64, 65, 200}) {
      byte[] bytes = new byte[size];
      for (int at = size - 1; at >= 0; at--) {
        bytes[at] = '\n';
        for (int from = 0; from <= size; from++) {
          assertThat(kernels.lineEnd(bytes, from, size)).isEqualTo(Math.max(from, at));
          assertThat(kernels.lines(bytes, from, size)).isEqualTo(size - Math.max(from, at));
          assertThat(kernels.lineEnd(bytes, Math.min(from, at), at)).isEqualTo(at);
        }
        bytes[at] = 11;
        assertThat(kernels.lineEnd(bytes, 0, size)).isEqualTo(size - 1 == at ? size : at + 1);
        bytes[at] = '\n';
      }
      Arrays.fill(bytes, (byte) 11);
      assertThat(kernels.lineEnd(bytes, 0, size)).isEqualTo(size);
    }
  }

  @Test
  void aProbeTakesWhatTheNeedleDoes() {
    Needle needle =
        Needle.of(
            List.of(
                ByteClass.of('a'),
                ByteClass.ignoringCase('a'),
                ByteClass.DIGIT,
                ByteClass.range(0xF0, 0xFF),
                ByteClass.of('a').or(ByteClass.of('z'))));
    assertThat(Probe.of(needle, 0).taken()).isEqualTo(needle.at(0));
    assertThat(Probe.of(needle, 1).taken()).isEqualTo(needle.at(1));
    assertThat(Probe.of(needle, 2).taken()).isEqualTo(needle.at(2));
    assertThat(Probe.of(needle, 3).taken()).isEqualTo(needle.at(3));
    assertThat(Probe.of(needle, 4).taken()).isEqualTo(ByteClass.range('a', 'z'));
  }

  @Test
  void vectorsAreUsedWhereTheModuleIsUnlessTurnedOff() {
    assertThat(Kernels.best()).isInstanceOf(PortableKernels.class);
    assertThat(Kernels.best(true, "false")).isInstanceOf(PortableKernels.class);
    assertThat(Kernels.best(false, "true")).isInstanceOf(PortableKernels.class);
    assertThat(Kernels.best(true, "true")).isInstanceOf(VectorKernels.class);
    assertThat(Kernels.best(true, null)).isInstanceOf(VectorKernels.class);
  }

  @Test
  void inANativeImageNoBytesAreLookedUpInRegisters() {
    System.setProperty("org.graalvm.nativeimage.imagecode", "runtime");
    try {
      assertThat(Kernels.best(true, null)).isInstanceOf(VectorKernels.class);
    } finally {
      System.clearProperty("org.graalvm.nativeimage.imagecode");
    }
  }

  @Test
  void kernelsThatAreNotThereAreNamed() {
    assertThatThrownBy(() -> Kernels.named("dev.rearview.NoKernels", true))
        .isInstanceOf(LinkageError.class)
        .hasMessageContaining("dev.rearview.NoKernels");
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void aLineThatBeginsOtherwiseIsFoundAtEveryPlace(Kernels kernels) {
    Random random = new Random(5);
    for (int round = 0; round < 2_000; round++) {
      int size = random.nextInt(SIZE);
      int rare = 2 + random.nextInt(60);
      byte[] bytes = new byte[size + random.nextInt(2) * Finder.PADDING];
      for (int at = 0; at < bytes.length; at++) {
        bytes[at] = (byte) (random.nextInt(rare) == 0 ? "\n{x".charAt(random.nextInt(3)) : '{');
      }
      int from = size == 0 ? 0 : random.nextInt(size);
      assertThat(kernels.lineThatBeginsOtherwise(bytes, from, size, '{'))
          .isEqualTo(otherwise(bytes, from, size));
    }
  }

  private static int otherwise(byte[] bytes, int from, int to) {
    for (int at = from; at < to - 1; at++) {
      if (bytes[at] == '\n' && bytes[at + 1] != '{') {
        return at + 1;
      }
    }
    return -1;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void quotesAreMarkedUnlessWhatStandsBetweenNeedsReading(boolean tables) {
    Kernels kernels = new VectorKernels(tables);
    Random random = new Random(6);
    for (int round = 0; round < 2_000; round++) {
      int size = random.nextInt(SIZE);
      byte[] bytes = new byte[size + random.nextInt(2) * Finder.PADDING];
      for (int at = 0; at < bytes.length; at++) {
        int odd = round % 2 == 0 ? 0 : random.nextInt(150);
        bytes[at] =
            (byte) (odd == 1 ? '\\' : odd == 2 ? '\t' : "\"abc \u00e9".charAt(random.nextInt(6)));
      }
      int from = size == 0 ? 0 : random.nextInt(Math.min(size, 70));
      long[] marks = new long[(size >> 6) + 2];
      boolean plain = true;
      for (int at = from; at < size; at++) {
        plain &= bytes[at] != '\\' && (bytes[at] < 0 || bytes[at] >= ' ');
      }

      assertThat(kernels.markQuotes(bytes, from, size, marks)).isEqualTo(plain);
      for (int at = from; plain && at < size; at++) {
        int place = at - from;
        assertThat((marks[place >> 6] >>> place & 1) == 1).isEqualTo(bytes[at] == '"');
      }
    }
    assertThat(new PortableKernels().markQuotes(new byte[9], 0, 0, new long[1])).isFalse();
  }

  @Test
  void aTableIsFullOfStatesOrOfWhatTheyHold() {
    Table.Kept large = new Table.Kept(IntBuffer.allocate((1 << 18) + 1), 0, 0);
    Table.Kept small = new Table.Kept(IntBuffer.allocate(1), 0, 0);

    assertThat(new Table(9, large).isFull()).isTrue();
    assertThat(new Table(1, small).isFull()).isTrue();
    assertThat(new Table(9, small).isFull()).isFalse();
  }
}

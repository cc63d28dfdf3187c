package dev.rearview.engine.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
      Search one = kernels.one(probed(needle, needle.length()));
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
        for (int j = random.nextInt(4); j >= 0; j--) {
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

  private static Search several(Kernels kernels, List<Needle> needles) {
    int shortest = needles.stream().mapToInt(Needle::length).min().orElseThrow();
    return kernels.several(needles.stream().map(n -> probed(n, shortest)).toList());
  }

  private static Probed probed(Needle needle, int places) {
    return new Probed(needle, Probe.of(needle, 0), Probe.of(needle, places - 1));
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
    System.setProperty("rearview.vector", "true");
    try {
      assertThat(Kernels.best()).isInstanceOf(VectorKernels.class);
    } finally {
      System.setProperty("rearview.vector", "false");
    }
  }
}

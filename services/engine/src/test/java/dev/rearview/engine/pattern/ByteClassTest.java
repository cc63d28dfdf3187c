package dev.rearview.engine.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ByteClassTest {
  private static final int TIMES = 2_000;

  private static ByteClass where(IntPredicate has) {
    return IntStream.range(0, 256)
        .filter(has)
        .mapToObj(ByteClass::of)
        .reduce(ByteClass.NONE, ByteClass::or);
  }

  private static ByteClass random(Random random) {
    int size = 1 + random.nextInt(random.nextBoolean() ? 4 : 200);
    return random
        .ints(size, 0, random.nextBoolean() ? 128 : 256)
        .mapToObj(ByteClass::of)
        .reduce(ByteClass.NONE, ByteClass::or);
  }

  @Test
  void aRangeHasWhatLiesWithin() {
    Random random = new Random(1);
    for (int i = 0; i < TIMES; i++) {
      int low = random.nextInt(256);
      int high = low + random.nextInt(256 - low);
      assertThat(ByteClass.range(low, high)).isEqualTo(where(b -> b >= low && b <= high));
    }
  }

  @Test
  void itsEdgesAndItsAgreeingBitsAreThoseOfItsBytes() {
    Random random = new Random(2);
    for (int i = 0; i < TIMES; i++) {
      ByteClass some = random(random);
      int[] bytes = IntStream.range(0, 256).filter(some::contains).toArray();
      int all = IntStream.of(bytes).reduce(0xFF, (a, b) -> a & b);
      int any = IntStream.of(bytes).reduce(0, (a, b) -> a | b);
      assertThat(some.lowest()).isEqualTo(bytes[0]);
      assertThat(some.highest()).isEqualTo(bytes[bytes.length - 1]);
      assertThat(some.agreeing()).isEqualTo(0xFF & (all | ~any));
      assertThat(some.agreed()).isEqualTo(all);
    }
  }

  @Test
  void caseIsOneBit() {
    Random random = new Random(3);
    for (int i = 0; i < TIMES; i++) {
      ByteClass some = random(random);
      assertThat(some.cleared())
          .isEqualTo(where(b -> (b & 0x20) == 0 && (some.contains(b) || some.contains(b | 0x20))));
      assertThat(some.becoming()).isEqualTo(where(b -> some.contains(b & 0xDF)));
    }
  }

  @Test
  void itIsWithinWhatHasAllOfItsBytes() {
    Random random = new Random(4);
    for (int i = 0; i < TIMES; i++) {
      ByteClass one = random(random);
      ByteClass other = random(random);
      assertThat(one.isWithin(one.or(other))).isTrue();
      assertThat(one.isWithin(other))
          .isEqualTo(IntStream.range(0, 256).filter(one::contains).allMatch(other::contains));
    }
  }

  @Test
  void itSumsWhatATableSaysOfItsBytes() {
    Random random = new Random(5);
    long[] table = random.longs(256, 0, 1_000).toArray();
    for (int i = 0; i < TIMES; i++) {
      ByteClass some = random(random);
      long sum = IntStream.range(0, 256).filter(some::contains).mapToLong(b -> table[b]).sum();
      assertThat(some.sum(table)).isEqualTo(sum);
    }
  }
}

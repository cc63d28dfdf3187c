package dev.rearview.engine.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BucketCountsTest {
  @Test
  void countsAsAMapDoes() {
    Random random = new Random(7);
    BucketCounts counts = new BucketCounts();
    Map<Integer, Long> expected = new TreeMap<>();
    for (int i = 0; i < 50_000; i++) {
      int number = random.nextInt(BucketCounts.MOST) - 3_000;
      counts.add(number, 1 + i % 3);
      expected.merge(number, 1L + i % 3, Long::sum);
    }
    assertThat(counts.sorted()).containsExactly(expected.keySet().toArray(Integer[]::new));
    expected.forEach((number, n) -> assertThat(counts.count(number)).isEqualTo(n));
    assertThat(counts.count(-3_001)).isZero();
  }

  @Test
  void theLowestFallTogetherWhereThereAreTooMany() {
    BucketCounts counts = new BucketCounts();
    int most = 5 * BucketCounts.MOST;
    for (int number = 0; number < most; number++) {
      counts.add(most - number, 1);
      counts.add(number, 1);
    }
    int[] kept = counts.sorted();
    assertThat(kept).hasSizeBetween(BucketCounts.MOST / 2, BucketCounts.MOST);
    assertThat(kept).contains(most, most - 1, most - BucketCounts.MOST / 2);
    assertThat(Arrays.stream(kept).mapToLong(counts::count).sum()).isEqualTo(2L * most);
  }
}

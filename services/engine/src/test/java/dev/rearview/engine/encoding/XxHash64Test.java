package dev.rearview.engine.encoding;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XxHash64Test {
  private static long hash(byte[] bytes, int... cuts) {
    XxHash64 hash = new XxHash64();
    hash.reset();
    int from = 0;
    for (int cut : cuts) {
      hash.update(bytes, from, cut);
      from = cut;
    }
    hash.update(bytes, from, bytes.length);
    return hash.value();
  }

  /** The first values of the specification's reference. */
  @ParameterizedTest
  @CsvSource({"'',ef46db3751d8e999", "a,d24ec4f1a98c6e5b", "abc,44bc2cf5ad770999"})
  void itIsWhatTheReferenceSays(String text, String expected) {
    assertThat(Long.toHexString(hash(text.getBytes(US_ASCII)))).isEqualTo(expected);
  }

  @Test
  void itDoesNotDependOnThePieces() {
    Random random = new Random(3);
    byte[] bytes = new byte[200];
    random.nextBytes(bytes);
    long whole = hash(bytes);
    for (int first = 0; first <= bytes.length; first += 3) {
      for (int second = first; second <= bytes.length; second += 7) {
        assertThat(hash(bytes, first, second)).isEqualTo(whole);
      }
    }
  }
}

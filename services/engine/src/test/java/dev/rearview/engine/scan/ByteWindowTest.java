package dev.rearview.engine.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteWindowTest {
  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  /** Keeps a part of any size, and gives it back when less is kept. */
  @Test
  void whatIsKeptStaysAsItIs() throws IOException {
    byte[] bytes = bytes(12 << 20);
    ByteWindow window = new ByteWindow(new StreamBytes(new ByteArrayInputStream(bytes), false), 0);
    int large = 0;
    while (window.fill()) {
      long keep = window.endOffset() < 6 << 20 ? 100 : window.endOffset() - 10;
      window.keepFrom(keep);
      large = Math.max(large, window.bytes().length);
      int from = window.index(Math.max(keep, window.base()));
      assertThat(
              Arrays.equals(
                  window.bytes(),
                  from,
                  window.end(),
                  bytes,
                  (int) window.offset(from),
                  (int) window.endOffset()))
          .isTrue();
    }
    assertThat(window.endOffset()).isEqualTo(bytes.length);
    assertThat(large).isGreaterThan(6 << 20);
    assertThat(window.bytes().length).isLessThan(2 << 20);
  }

  @Test
  void newlinesAreCountedOfWhatItGivesUp() throws IOException {
    byte[] bytes = bytes(2 << 20);
    ByteWindow window = new ByteWindow(new StreamBytes(new ByteArrayInputStream(bytes), false), 0);
    window.countLines();
    Random random = new Random(1);
    while (window.fill()) {
      window.keepFrom(window.endOffset() - random.nextInt(1_000));
      for (int i = 0; i < 3; i++) {
        int at = (int) window.base() + random.nextInt(window.end() + 1);
        long expected = 0;
        for (int b = 0; b < at; b++) {
          expected += bytes[b] == '\n' ? 1 : 0;
        }
        assertThat(window.newlinesBefore(at)).isEqualTo(expected);
      }
    }
  }

  @Test
  void aStreamIsReadForwardOnly() throws IOException {
    byte[] bytes = bytes(1_000);
    try (StreamBytes stream = new StreamBytes(new ByteArrayInputStream(bytes), false)) {
      byte[] into = new byte[10];
      assertThat(stream.read(500, into, 0, 10)).isEqualTo(10);
      assertThat(into).isEqualTo(Arrays.copyOfRange(bytes, 500, 510));
      assertThatThrownBy(() -> stream.read(509, into, 0, 1))
          .hasMessage("offset 509 lies before 510, where reading is");
    }
  }
}

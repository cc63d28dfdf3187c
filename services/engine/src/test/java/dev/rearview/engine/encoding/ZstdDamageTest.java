package dev.rearview.engine.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rearview.engine.encoding.InflationException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZstdDamageTest {
  private static final int ROUNDS = Boolean.getBoolean("rearview.long") ? 100_000 : 1_500;

  private static byte[] inflate(byte[] file) throws IOException {
    try (InputStream in =
        Compression.ZSTD.open(new ByteArrayInputStream(file), InflationLimits.DEFAULT)) {
      return in.readAllBytes();
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = ZstdDamageTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  /** A frame without a checksum, so that nothing but the decoder itself sees damage. */
  private static byte[] frame(int... bytes) {
    byte[] file = new byte[bytes.length + 6];
    byte[] head = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0, 0};
    System.arraycopy(head, 0, file, 0, head.length);
    for (int i = 0; i < bytes.length; i++) {
      file[head.length + i] = (byte) bytes[i];
    }
    return file;
  }

  /** A frame of one compressed block of these bytes. */
  private static byte[] block(int... bytes) {
    int[] whole = new int[bytes.length + 3];
    int header = bytes.length << 3 | 2 << 1 | 1;
    for (int i = 0; i < 3; i++) {
      whole[i] = header >> (8 * i) & 0xFF;
    }
    System.arraycopy(bytes, 0, whole, 3, bytes.length);
    return frame(whole);
  }

  private static void assertRefused(byte[] file, Reason reason, String why) {
    assertThatThrownBy(() -> inflate(file))
        .isInstanceOfSatisfying(
            InflationException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"words-19.zst", "words-frames.zst", "words-3-raw-literals.zst"})
  void damageOfAnyKindIsToldAndNothingElseIsThrown(String name) throws IOException {
    byte[] whole = resource(name);
    Random random = new Random(name.length());
    int told = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] file = Arrays.copyOf(whole, whole.length - (round % 7 == 0 ? 100 : 0));
      // Without the bit that says that a checksum follows: the decoder is on its own.
      file[4] &= ~4;
      int length = 1 + random.nextInt(8);
      int at = 5 + random.nextInt(round % 2 == 0 ? 200 : file.length - 5 - length);
      for (int i = 0; i < length; i++) {
        file[at + i] = (byte) (round % 3 == 0 ? 0xFF : round % 3 == 1 ? 0 : random.nextInt());
      }
      try {
        inflate(file);
      } catch (InflationException e) {
        told++;
        assertThat(e.reason()).isIn(Reason.DAMAGED, Reason.CUT, Reason.REFUSED);
      }
    }
    assertThat(told).isGreaterThan(ROUNDS / 3);
  }

  @Test
  void checksumsOfAllShortLengthsFit() throws IOException {
    byte[] text = new byte[300];
    new Random(1).nextBytes(text);
    for (int length = 0; length <= text.length; length++) {
      byte[] part = Arrays.copyOf(text, length);
      byte[] file = Compressed.with(Compression.ZSTD, part);
      assertThat(inflate(file)).isEqualTo(part);
      file[file.length - 1] ^= 1;
      assertRefused(file, Reason.DAMAGED, "checksum");
    }
  }

  @Test
  void blocksThatAreNotCompressedAreRead() throws IOException {
    int raw = 3 << 3;
    int repeated = 5 << 3 | 1 << 1 | 1;
    assertThat(inflate(frame(raw, 0, 0, 'a', 'b', 'c', repeated, 0, 0, 'x')))
        .asString()
        .isEqualTo("abcxxxxx");
  }

  @Test
  void literalsOfOneByteAndSequencesOfOneCodeAreRead() throws IOException {
    // Four times 'a' as literals, no sequence.
    assertThat(inflate(block(4 << 3 | 1, 'a', 0))).asString().isEqualTo("aaaa");
    // The same with the length in two and in three bytes.
    assertThat(inflate(block(4 << 4 | 1 << 2 | 1, 0, 'a', 0))).asString().isEqualTo("aaaa");
    assertThat(inflate(block(4 << 4 | 3 << 2 | 1, 0, 0, 'a', 0))).asString().isEqualTo("aaaa");
    // Two literals, then one sequence whose tables hold one symbol: 2 literals, offset 1, 3 bytes.
    assertThat(inflate(block(2 << 3, 'a', 'b', 1, 0b01010100, 2, 2, 0, 0b100)))
        .asString()
        .isEqualTo("abbbb");
  }

  @Test
  void headersThatCannotBeAreTold() {
    assertRefused(frame(3 << 1 | 1, 0, 0), Reason.DAMAGED, "of no kind");
    assertRefused(frame(0, 0, 0xFF), Reason.DAMAGED, "too large");
    assertRefused(frame(9 << 3, 0, 0, 'a'), Reason.CUT, "ends in the middle");
    assertRefused(
        new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 8, 0}, Reason.DAMAGED, "header");
    assertRefused(
        new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 1, 0, 7}, Reason.REFUSED, "dictionary");
    // Says that it holds three bytes, and holds two.
    assertRefused(
        new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0x20, 3, 2 << 3 | 1, 0, 0, 'a', 'b'},
        Reason.DAMAGED,
        "length");
    assertRefused(new byte[] {'n', 'o', 'n', 'e'}, Reason.DAMAGED, "no Zstandard");
  }

  @Test
  void blocksThatCannotBeAreTold() {
    // None at all; literals only; tables that repeat none; literals coded by a table before none.
    assertRefused(block(), Reason.DAMAGED, "sequences");
    assertRefused(block(1 << 3, 'a'), Reason.DAMAGED, "sequences");
    assertRefused(block(1 << 3, 'a', 0, 0), Reason.DAMAGED, "sequences");
    assertRefused(block(1 << 3, 'a', 1, 0xFC, 1), Reason.DAMAGED, "sequences");
    assertRefused(block(3, 0, 0, 0, 0), Reason.DAMAGED, "literals");
    assertRefused(block(9 << 3, 'a', 0), Reason.DAMAGED, "literals");
    assertRefused(block(1 << 3, 'a', 200), Reason.DAMAGED, "sequences");
    assertRefused(block(1 << 3, 'a', 1, 0b01010100), Reason.DAMAGED, "sequences");
    assertRefused(block(1 << 3, 'a', 1, 0b01010100, 99, 2, 0, 1), Reason.DAMAGED, "symbol");
    assertRefused(block(1 << 3, 'a', 1, 0b01010100, 1, 2, 0, 0), Reason.DAMAGED, "no end");
    assertRefused(block(1 << 3, 'a', 1, 0b01010100, 2, 2, 0, 1), Reason.DAMAGED, "sequences");
    assertRefused(block(1 << 3, 'a', 1, 0b10000000, 0xFF, 1), Reason.DAMAGED, "table");
    assertRefused(block(2, 0x10, 0), Reason.DAMAGED, "fit together");
  }
}

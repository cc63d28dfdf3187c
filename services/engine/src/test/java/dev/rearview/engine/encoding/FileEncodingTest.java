package dev.rearview.engine.encoding;

import static dev.rearview.engine.encoding.Compressed.joined;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rearview.engine.encoding.InflationException.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class FileEncodingTest {
  private static final InflationLimits LIMITS = InflationLimits.DEFAULT;

  /** What was read, and why there was no more. */
  private record Read(byte[] bytes, @Nullable InflationException end) {
    String text() {
      return new String(bytes, UTF_8);
    }
  }

  private static Read read(byte[] file, InflationLimits limits) {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    FileEncoding encoding =
        FileEncoding.of(Arrays.copyOf(file, FileEncoding.HEAD_BYTES), Math.min(file.length, 10));
    byte[] buffer = new byte[10_000];
    try (InputStream in = encoding.open(new ByteArrayInputStream(file), limits)) {
      int count = in.read(buffer);
      while (count >= 0) {
        read.write(buffer, 0, count);
        count = in.read(buffer);
      }
    } catch (InflationException e) {
      return new Read(read.toByteArray(), e);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return new Read(read.toByteArray(), null);
  }

  private static Read read(byte[]... parts) {
    return read(joined(parts), LIMITS);
  }

  private static byte[] lines(int count) {
    Random random = new Random(count);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(
          "2024-01-15 15:47:%02d ERROR user=%d %s\n"
              .formatted(i % 60, random.nextInt(1_000), Long.toHexString(random.nextLong())));
    }
    return text.toString().getBytes(UTF_8);
  }

  @ParameterizedTest
  @EnumSource
  void readsWhatWasWritten(Compression compression) {
    byte[] text = lines(20_000);
    Read read = read(Compressed.with(compression, text));
    assertThat(read.bytes()).isEqualTo(text);
    assertThat(read.end()).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsNothing(Compression compression) {
    Read read = read(Compressed.with(compression, new byte[0]));
    assertThat(read.bytes()).isEmpty();
    assertThat(read.end()).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void readsPartsOneAfterTheOther(Compression compression) {
    byte[] first = Compressed.with(compression, lines(3_000));
    byte[] second = Compressed.with(compression, lines(1));
    byte[] none = Compressed.with(compression, new byte[0]);
    assertThat(read(first, none, second, first).bytes())
        .isEqualTo(joined(lines(3_000), lines(1), lines(3_000)));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void aCutFileGivesItsBeginningAndSaysSo(Compression compression) {
    byte[] text = lines(60_000);
    byte[] whole = Compressed.with(compression, text);
    Read read = read(Arrays.copyOf(whole, whole.length * 3 / 4));
    assertThat(read.bytes().length).isGreaterThan(text.length / 2).isLessThan(text.length);
    assertThat(read.bytes()).isEqualTo(Arrays.copyOf(text, read.bytes().length));
    assertThat(read.end().reason()).isEqualTo(Reason.CUT);
    assertThat(read.end())
        .hasMessage(
            "is cut or damaged after %,d bytes: it ends in the middle"
                .formatted(read.bytes().length));
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "ZSTD", "BZIP2", "XZ"})
  void damageGivesWhatCameBeforeAndSaysSo(Compression compression) {
    byte[] text = lines(60_000);
    byte[] file = Compressed.with(compression, text);
    for (int i = 0; i < 50; i++) {
      file[file.length * 3 / 4 + i] ^= (byte) 0x55;
    }
    Read read = read(file);
    assertThat(read.end().reason()).isEqualTo(Reason.DAMAGED);
    assertThat(read.bytes().length).isGreaterThan(text.length / 2);
    // Codecs that check sums only at the end may give some damaged text before they see it.
    int common = Arrays.mismatch(text, read.bytes());
    assertThat(common < 0 ? text.length : common).isGreaterThan(text.length / 2);
  }

  @Test
  void zerosBehindTheLastMemberOfAGzipArePassedOver() {
    byte[] file = Compressed.with(Compression.GZIP, lines(10));
    for (int zeros : new int[] {1, 2, 512}) {
      Read read = read(file, new byte[zeros]);
      assertThat(read.bytes()).isEqualTo(lines(10));
      assertThat(read.end()).isNull();
    }
  }

  @Test
  void whatElseFollowsTheLastMemberOfAGzipIsTold() {
    byte[] file = Compressed.with(Compression.GZIP, lines(10));
    for (byte[] garbage : new byte[][] {"garbage and more of it".getBytes(UTF_8), {0x1F}}) {
      Read read = read(file, garbage);
      assertThat(read.bytes()).isEqualTo(lines(10));
      assertThat(read.end().reason()).isEqualTo(Reason.DAMAGED);
    }
  }

  @Test
  void aSecondMemberWithADamagedBeginningIsTold() {
    byte[] second = Compressed.with(Compression.GZIP, lines(10));
    second[1] = 0;
    Read read = read(Compressed.with(Compression.GZIP, lines(7)), second);
    assertThat(read.bytes()).isEqualTo(lines(7));
    assertThat(read.end().reason()).isEqualTo(Reason.DAMAGED);
  }

  @Test
  void theOptionalPartsOfAGzipHeaderArePassedOver() {
    byte[] plain = Compressed.with(Compression.GZIP, lines(10));
    byte[] header = Arrays.copyOf(plain, 10);
    header[3] = 0x1E;
    byte[] options = "\u0003\0abcname\0comment\0hc".getBytes(UTF_8);
    byte[] body = Arrays.copyOfRange(plain, 10, plain.length);
    assertThat(read(header, options, body).bytes()).isEqualTo(lines(10));
    header[3] = (byte) 0x80;
    assertThat(read(header, body).end().reason()).isEqualTo(Reason.DAMAGED);
  }

  @Test
  void aChecksumOrLengthThatDoesNotFitIsTold() {
    for (int fromEnd : new int[] {1, 8}) {
      byte[] file = Compressed.with(Compression.GZIP, lines(10));
      file[file.length - fromEnd] ^= 1;
      Read read = read(file);
      assertThat(read.bytes()).isEqualTo(lines(10));
      assertThat(read.end()).hasMessageContaining("its checksum or length does not fit");
    }
  }

  @Test
  void whatTheFileSystemSaysIsPassedOn() {
    for (Compression compression : Compression.values()) {
      byte[] file = Compressed.with(compression, lines(5_000));
      InputStream failing =
          new InputStream() {
            private int at;

            @Override
            public int read() throws IOException {
              if (at == file.length / 2) {
                throw new IOException("the disk is gone");
              }
              return file[at++] & 0xFF;
            }
          };
      assertThatThrownBy(() -> FileEncoding.of(file, 10).open(failing, LIMITS).readAllBytes())
          .isExactlyInstanceOf(IOException.class)
          .hasMessage("the disk is gone");
    }
  }

  @Test
  void bytesCanBeReadOneByOne() throws IOException {
    byte[] utf16 = "\uFEFFa\u20ac".getBytes(StandardCharsets.UTF_16BE);
    for (byte[] file : new byte[][] {utf16, Compressed.with(Compression.GZIP, utf16)}) {
      try (InputStream in =
          FileEncoding.of(Arrays.copyOf(file, 10), Math.min(10, file.length))
              .open(new ByteArrayInputStream(file), LIMITS)) {
        assertThat(in.read()).isEqualTo('a');
        assertThat(in.read()).isEqualTo(0xE2);
        in.skipNBytes(2);
        assertThat(in.read()).isEqualTo(-1);
      }
    }
    try (InputStream in =
        Compression.GZIP.open(
            new ByteArrayInputStream(Compressed.with(Compression.GZIP, new byte[] {7})), LIMITS)) {
      assertThat(in.read()).isEqualTo(7);
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void aDictionaryIsRefusedByTheLimitOnly() {
    byte[] file = Compressed.with(Compression.XZ, lines(100));
    Read refused = read(file, new InflationLimits(1 << 30, 1_000, 1 << 10));
    assertThat(refused.bytes()).isEmpty();
    assertThat(refused.end().reason()).isEqualTo(Reason.REFUSED);
    assertThat(refused.end()).hasMessageContaining("KiB of memory to be inflated");
    assertThat(read(file, new InflationLimits(1 << 30, 1_000, 4 << 20)).end()).isNull();
  }

  @Test
  void aMemberThatIsDamagedAtItsFirstBlockGivesNothing() {
    byte[] file = Compressed.with(Compression.GZIP, lines(10));
    file[10] = 7;
    Read read = read(file);
    assertThat(read.bytes()).isEmpty();
    assertThat(read.end().reason()).isEqualTo(Reason.DAMAGED);
    assertThat(read(Arrays.copyOf(file, 14)).end()).isNotNull();
    assertThat(read(Arrays.copyOf(file, 5)).end().reason()).isEqualTo(Reason.CUT);
  }

  @Test
  void limitsBelowAnythingUsefulAreRefused() {
    assertThatThrownBy(() -> new InflationLimits(0, 1, 1 << 20)).hasMessageContaining("too small");
    assertThatThrownBy(() -> new InflationLimits(1, 0, 1 << 20)).hasMessageContaining("too small");
    assertThatThrownBy(() -> new InflationLimits(1, 1, 1)).hasMessageContaining("too small");
  }

  @Test
  void skippableFramesArePassedOver() {
    byte[] skipped = {0x5A, 0x2A, 0x4D, 0x18, 5, 0, 0, 0, 1, 2, 3, 4, 5};
    byte[] frame = Compressed.with(Compression.ZSTD, lines(10));
    assertThat(read(skipped, frame, skipped, frame, skipped).bytes())
        .isEqualTo(joined(lines(10), lines(10)));
  }

  /** The text that the files in the resources hold. */
  private static byte[] words() {
    Random random = new Random(7);
    String[] levels = {"INFO", "WARN", "ERROR"};
    String[] verbs = {"opened", "closed", "refused", "retried", "committed"};
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 4_000; i++) {
      text.append(
          "2024-01-15T15:%02d:%02d.%03dZ %s [worker-%d] order %d was %s after %d ms\n"
              .formatted(
                  i / 600 % 60,
                  i / 10 % 60,
                  random.nextInt(1000),
                  levels[random.nextInt(3)],
                  random.nextInt(8),
                  random.nextInt(500),
                  verbs[random.nextInt(5)],
                  random.nextInt(100)));
    }
    return text.toString().getBytes(UTF_8);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = FileEncodingTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  /** Written by zstd 1.5: optimal parsing, a frame after the other, literals that are not coded. */
  @ParameterizedTest
  @ValueSource(strings = {"words-19.zst", "words-frames.zst", "words-3-raw-literals.zst"})
  void readsWhatZstdWrote(String name) throws IOException {
    Read read = read(resource(name));
    assertThat(read.end()).isNull();
    assertThat(read.bytes()).isEqualTo(words());
  }

  @Test
  void aWindowIsRefusedOrAllowedByTheLimitOnly() throws IOException {
    byte[] file = resource("words-22-long.zst");
    Read refused = read(file, new InflationLimits(1 << 30, 1_000, 127 << 20));
    assertThat(refused.bytes()).isEmpty();
    assertThat(refused.end().reason()).isEqualTo(Reason.REFUSED);
    assertThat(refused.end()).hasMessageContaining("window of 134217728 bytes");
    assertThat(read(file, new InflationLimits(1 << 30, 1_000, 128 << 20)).bytes())
        .isEqualTo(words());
  }

  @Test
  void theBoundOfTheRatioBeginsWhereAQuarterOfAGibibyteIsInflated() throws IOException {
    byte[] bomb = resource("bomb-100MiB.zst");
    InflationLimits limits = new InflationLimits(1L << 40, 1_000, 8 << 20);
    assertThat(length(bomb, limits)).isEqualTo(104_859_392);
    assertThat(length(joined(bomb, bomb, bomb), limits))
        .isEqualTo(InflationLimits.RATIO_FREE_BYTES);
  }

  private static long length(byte[] file, InflationLimits limits) throws IOException {
    long length = 0;
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = FileEncoding.of(file, 10).open(new ByteArrayInputStream(file), limits)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        length += count;
      }
    } catch (InflationException e) {
      assertThat(e.reason()).isEqualTo(Reason.BOUND);
      assertThat(e).hasMessageContaining("more than 1,000 times its size so far");
    }
    return length;
  }

  /** A flipped bit anywhere is of no effect, or told; nothing else is thrown. */
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void damageAnywhereIsToldAndNeverThrown(Compression compression) throws IOException {
    byte[] text = words();
    byte[] whole =
        compression == Compression.ZSTD
            ? resource("words-19.zst")
            : Compressed.with(compression, text);
    Random random = new Random(compression.ordinal());
    int untold = 0;
    for (int i = 0; i < 150; i++) {
      byte[] file = whole.clone();
      int at = FileEncoding.HEAD_BYTES + random.nextInt(file.length - FileEncoding.HEAD_BYTES);
      file[at] ^= (byte) (1 << random.nextInt(8));
      Read read = read(file);
      untold += read.end() == null && !Arrays.equals(read.bytes(), text) ? 1 : 0;
    }
    assertThat(untold).isZero();
  }

  @Test
  void aNameSpeaksOfACompressionAndTheBytesDecide() {
    assertThat(Compression.ofName("app.log.1.GZ")).isEqualTo(Compression.GZIP);
    assertThat(Compression.ofName("app.log-20240115.zst")).isEqualTo(Compression.ZSTD);
    assertThat(Compression.ofName("app.log")).isNull();
    assertThat(Compression.bareName("app.log.2.bz2")).isEqualTo("app.log.2");
    assertThat(Compression.bareName("app.xz")).isEqualTo("app");
    for (String text : new String[] {"BZh9 is no bzip2 file", "(\u00b5", "P*M", "7zXZ", "\u001f"}) {
      assertThat(read(text.getBytes(UTF_8)).text()).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "ZSTD", "BZIP2", "XZ"})
  void theAbsoluteBoundIsKeptToTheByte(Compression compression) {
    byte[] file = Compressed.with(compression, lines(1_000));
    int size = lines(1_000).length;
    assertThat(read(file, new InflationLimits(size, 1, 32 << 20)).end()).isNull();
    Read cut = read(file, new InflationLimits(size - 1, 1, 32 << 20));
    assertThat(cut.bytes()).hasSize(size - 1);
    assertThat(cut.end().reason()).isEqualTo(Reason.BOUND);
    assertThat(cut.end()).hasMessageContaining("the most that a compressed file may hold");
  }

  @Test
  void utf16WithAMarkIsReadAsText() {
    String text = "2024-01-15 Fehler: \u00c4rger \u20ac \ud83d\ude00\r\nend\r\n".repeat(5_000);
    for (Charset charset : new Charset[] {StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE}) {
      byte[] file = ("\uFEFF" + text).getBytes(charset);
      assertThat(read(file).text()).isEqualTo(text);
      assertThat(read(Compressed.with(Compression.ZSTD, file)).text()).isEqualTo(text);
      assertThat(FileEncoding.of(file, 10).isPlain()).isFalse();
    }
  }

  @Test
  void brokenUtf16BecomesReplacementCharacters() {
    byte[] file = "\uFEFFa?b?c".getBytes(StandardCharsets.UTF_16LE);
    file[4] = 0;
    file[5] = (byte) 0xD8;
    file[8] = 0;
    file[9] = (byte) 0xDC;
    assertThat(read(file).text()).isEqualTo("a\uFFFDb\uFFFDc");
  }
}

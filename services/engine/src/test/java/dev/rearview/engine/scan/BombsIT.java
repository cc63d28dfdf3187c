package dev.rearview.engine.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.engine.encoding.Compressed;
import dev.rearview.engine.encoding.Compression;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Files that inflate to a thousand times their size, read in a process with a heap of 256 MiB. */
class BombsIT {
  private static final int HUNDRED_MIB = 100 << 20;

  @TempDir Path folder;

  /** The compressor of the tests does not see that far repetitions; this is zstd's own. */
  private static byte[] zstdOfLines() throws IOException {
    try (InputStream in = Compressed.class.getResourceAsStream("bomb-100MiB.zst")) {
      return in.readAllBytes();
    }
  }

  private void write(String name, Compression compression, byte[] part, int size)
      throws IOException {
    try (OutputStream out =
        Compressed.compressor(compression, Files.newOutputStream(folder.resolve(name)))) {
      for (int written = 0; written < size; written += part.length) {
        out.write(part);
      }
    }
  }

  /** What a process of its own says of the folder. */
  private List<String> readInSmallProcess() throws IOException, InterruptedException {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Path output = Files.createTempFile("bombs", ".out");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                classes,
                ReadFolder.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      List<String> lines = Files.readAllLines(output);
      assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
      return lines;
    } finally {
      process.destroyForcibly();
      Files.delete(output);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void aHundredMebibytesOfLinesAreReadWholeInLittleMemory(Compression compression)
      throws Exception {
    byte[] line = ("2024-01-15 15:47:23 ERROR " + "x".repeat(1_997) + "\n").getBytes(UTF_8);
    String name = "app.log" + suffix(compression);
    if (compression == Compression.ZSTD) {
      Files.write(folder.resolve(name), zstdOfLines());
    } else {
      write(name, compression, line, HUNDRED_MIB);
    }
    assertThat(Files.size(folder.resolve(name))).isLessThan(400_000);
    long records = (HUNDRED_MIB + line.length - 1) / line.length;
    assertThat(readInSmallProcess())
        .containsExactly("records=%d bytes=%d".formatted(records, records * line.length));
  }

  @Test
  void aHundredMebibytesOfZerosAreOneLineThatIsCut() throws Exception {
    write("app.log.gz", Compression.GZIP, new byte[1 << 20], HUNDRED_MIB);
    assertThat(Files.size(folder.resolve("app.log.gz"))).isLessThan(110_000);
    assertThat(readInSmallProcess())
        .containsExactly(
            "records=1 bytes=" + HUNDRED_MIB, "1 line was longer than the maximum and was cut");
  }

  @Test
  void whatIsCompressedTwiceIsUnpackedOnce() throws Exception {
    byte[] line = "2024-01-15 15:47:23 ERROR x\n".getBytes(UTF_8);
    Files.write(
        folder.resolve("app.log.gz"),
        Compressed.with(Compression.GZIP, Compressed.with(Compression.GZIP, line)));
    assertThat(readInSmallProcess().getFirst()).endsWith(" bytes=48");
  }

  @Test
  void windowsThatNeedTooMuchMemoryAreRefused() throws Exception {
    // A frame of Zstandard that asks for a window of 2 GiB, then a block of three bytes.
    Files.write(
        folder.resolve("a.log.zst"),
        new byte[] {
          0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0, (byte) (21 << 3), 0x19, 0, 0, 'a', 'b', '\n'
        });
    Files.write(folder.resolve("b.log.xz"), xzWithDictionaryOfOneAndAHalfGibibytes());
    List<String> report = readInSmallProcess();
    assertThat(report).hasSize(3).contains("records=0 bytes=0");
    assertThat(report.get(1))
        .contains("a.log.zst was read up to 0 bytes")
        .contains("it needs a window of 2147483648 bytes to be inflated");
    assertThat(report.get(2))
        .contains("b.log.xz was read up to 0 bytes")
        .contains("it needs 1,572,968 KiB of memory to be inflated");
  }

  /** The block header's only filter says how large its dictionary is; a sum protects it. */
  private static byte[] xzWithDictionaryOfOneAndAHalfGibibytes() {
    byte[] file = Compressed.with(Compression.XZ, "text\n".getBytes(UTF_8));
    int header = 12;
    int length = (file[header] + 1) * 4;
    file[header + 4] = 37;
    CRC32 sum = new CRC32();
    sum.update(file, header, length - 4);
    ByteBuffer.wrap(file)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(header + length - 4, (int) sum.getValue());
    return file;
  }

  private static String suffix(Compression compression) {
    return switch (compression) {
      case NONE -> "";
      case GZIP -> ".1.gz";
      case ZSTD -> "-20240115.zst";
      case BZIP2 -> ".bz2";
      case XZ -> ".7.xz";
    };
  }
}

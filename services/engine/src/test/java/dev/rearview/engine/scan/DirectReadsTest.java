package dev.rearview.engine.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class DirectReadsTest {
  @TempDir Path temporary;
  private Path folder;

  @BeforeEach
  void realFolder() throws IOException {
    folder = temporary.toRealPath();
  }

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(42).nextBytes(bytes);
    return bytes;
  }

  @Test
  void readsTheSameAsAChannelAtAnyPlaceAndFromSeveralThreads() throws IOException {
    byte[] bytes = random(3_000_000);
    Path path = file("much.log", bytes);
    DirectReads direct = Objects.requireNonNull(DirectReads.open(path));
    try (FileChannel channel = FileChannel.open(path);
        FileBytes file = new FileBytes(channel, direct)) {
      boolean[] same = new boolean[500];
      IntStream.range(0, same.length)
          .parallel()
          .forEach(i -> same[i] = isSame(file, bytes, new Random(i)));
      assertThat(same).containsOnly(true);
      assertThat(direct.read(bytes.length, new byte[8], 0, 8)).isZero();
      assertThat(file.read(bytes.length + 5_000_000L, new byte[8], 0, 8)).isLessThanOrEqualTo(0);
    }
  }

  private static boolean isSame(FileBytes file, byte[] bytes, Random random) {
    int offset = random.nextInt(bytes.length);
    int length = 1 + random.nextInt(300_000);
    byte[] into = new byte[length + 20];
    try {
      int read = file.read(offset, into, 10, length);
      return read == Math.min(Math.min(length, ByteWindow.CHUNK_BYTES), bytes.length - offset)
          && Arrays.equals(into, 10, 10 + read, bytes, offset, offset + read)
          && into[9] == 0
          && into[10 + read] == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void readsFilesWhateverTheyAreNamed() throws IOException {
    for (String name : new String[] {"a b%20.log", "größe.log", "日志\n.log"}) {
      Path path = file(name, random(10));
      try (DirectReads direct = Objects.requireNonNull(DirectReads.open(path))) {
        byte[] into = new byte[10];
        assertThat(direct.read(0, into, 0, 10)).isEqualTo(10);
        assertThat(into).isEqualTo(random(10));
      }
    }
  }

  @Test
  void goesOnWithTheSameFileWhereItIsMoved() throws IOException {
    Path path = file("app.log", random(1_000));
    try (DirectReads direct = Objects.requireNonNull(DirectReads.open(path))) {
      Files.move(path, folder.resolve("app.log.1"));
      file("app.log", new byte[1_000]);
      byte[] into = new byte[1_000];
      assertThat(direct.read(0, into, 0, 1_000)).isEqualTo(1_000);
      assertThat(into).isEqualTo(random(1_000));
      assertThat(Files.readAllBytes(direct.path())).isEqualTo(random(1_000));
    }
  }

  @Test
  void opensNoLinksFoldersPipesOrDevices() throws IOException, InterruptedException {
    Path outside = file("outside", random(10));
    Path link = Files.createSymbolicLink(folder.resolve("link"), outside);
    Path inner = Files.createDirectory(folder.resolve("inner"));
    Files.copy(outside, inner.resolve("file"), StandardCopyOption.REPLACE_EXISTING);
    Path swapped = Files.createSymbolicLink(folder.resolve("swapped"), inner);
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    assertThat(DirectReads.open(link)).isNull();
    assertThat(DirectReads.open(swapped.resolve("file"))).isNull();
    assertThat(DirectReads.open(inner)).isNull();
    assertThat(DirectReads.open(pipe)).isNull();
    assertThat(DirectReads.open(Path.of("/dev/zero"))).isNull();
    assertThat(DirectReads.open(folder.resolve("missing"))).isNull();
  }

  @Test
  void leavesToOthersWhatMayNeedWaiting() throws IOException {
    Path path = Path.of("/proc/version");
    try (DirectReads direct = Objects.requireNonNull(DirectReads.open(path));
        FileChannel channel = FileChannel.open(path);
        FileBytes file = new FileBytes(channel, null)) {
      assertThat(direct.read(0, new byte[8], 0, 8)).isEqualTo(-1);
      assertThat(file.read(0, new byte[8], 0, 8)).isEqualTo(8);
    }
  }

  @Test
  void readsNothingAfterItsEnd() throws IOException {
    DirectReads direct = Objects.requireNonNull(DirectReads.open(file("a.log", random(10))));
    direct.close();
    assertThat(direct.read(0, new byte[8], 0, 8)).isEqualTo(-1);
  }
}

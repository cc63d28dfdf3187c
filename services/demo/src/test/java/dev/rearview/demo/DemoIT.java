package dev.rearview.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {
  private static final Duration HALF_HOUR = Duration.ofMinutes(30);

  @TempDir Path folder;

  @Test
  void sameSeedAndStartGiveTheSameBytes() throws IOException {
    Written.write(folder.resolve("a"), 5, HALF_HOUR, 60);
    Written.write(folder.resolve("b"), 5, HALF_HOUR, 60);
    Written.write(folder.resolve("c"), 6, HALF_HOUR, 60);

    assertSame(folder.resolve("a"), folder.resolve("b"));
    assertThat(Written.files(folder.resolve("c")).keySet())
        .isNotEqualTo(Written.files(folder.resolve("a")).keySet());
  }

  @Test
  void aDemoThatWasStoppedGoesOnWithTheSameBytes() throws IOException {
    Written.write(folder.resolve("whole"), 7, HALF_HOUR, 700);

    Path parts = folder.resolve("parts");
    for (int seconds : new int[] {-900, -3, 0, 1, 2, 350, 351, 700}) {
      Demo.open(Written.settings(parts, 7, HALF_HOUR), true)
          .advanceTo(Written.AT.plusSeconds(seconds));
    }

    assertSame(folder.resolve("whole"), parts);
  }

  /** Hash codes and the order of immutable maps differ from process to process. */
  @Test
  void anotherProcessWritesTheSameBytes() throws Exception {
    Written.write(folder.resolve("here"), 5, HALF_HOUR, 60);
    Path there = folder.resolve("there");
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Written.class.getName(),
                there.toString())
            .inheritIO()
            .start();

    assertThat(other.waitFor()).isZero();
    assertSame(folder.resolve("here"), there);
  }

  private static void assertSame(Path expected, Path actual) throws IOException {
    Map<String, byte[]> want = Written.files(expected);
    Map<String, byte[]> have = Written.files(actual);
    assertThat(have.keySet()).isEqualTo(want.keySet());
    want.forEach((file, bytes) ->
        assertThat(Arrays.equals(have.get(file), bytes)).as("bytes of %s", file).isTrue());
  }

  @Test
  void filesHaveTheTimeOfTheirNewestLine() throws IOException {
    Written.write(folder, 5, HALF_HOUR, 0);

    for (String name : Written.files(folder.resolve("nodes")).keySet()) {
      var modified = Files.getLastModifiedTime(folder.resolve("nodes").resolve(name)).toInstant();
      assertThat(modified).isBeforeOrEqualTo(Written.AT).isAfter(Written.AT.minusSeconds(1_900));
    }
  }

  @Test
  void afterALongPauseOnlyTheNewestPartIsWritten() throws IOException {
    Written.write(folder, 5, HALF_HOUR, 0);
    var later = Written.AT.plusSeconds(86_400);
    Demo demo = Demo.open(Written.settings(folder, 5, HALF_HOUR), true);
    demo.advanceTo(later);

    assertThat(demo.writtenUntil()).isEqualTo(later);
    List<Instant> times = Written.lines(folder).stream().map(Written.Line::at).toList();
    assertThat(times)
        .filteredOn(t -> t.isAfter(Written.AT) && t.isBefore(later.minus(HALF_HOUR)))
        .isEmpty();
    assertThat(times).filteredOn(t -> t.isAfter(later.minusSeconds(5))).isNotEmpty();
  }

  @Test
  void aFolderOfAnotherSeedIsRefused() throws IOException {
    Written.write(folder, 5, HALF_HOUR, 0);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Demo.open(Written.settings(folder, 6, HALF_HOUR), true))
        .withMessageContaining("holds a demo of seed 5 that began at 2024-01-15T15:55:00Z");
  }
}

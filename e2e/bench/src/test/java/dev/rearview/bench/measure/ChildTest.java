package dev.rearview.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {
  private static final String BUSY = "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done; echo done";

  @TempDir Path folder;

  @Test
  void whatAProgramPrintsAndHowItEndedIsKept() throws Exception {
    Path output = folder.resolve("out");
    Child.Result result =
        Child.run(List.of("sh", "-c", "echo said; echo wrong >&2; exit 3"), output);
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(output).hasContent("said");
    assertThat(Child.errors(output)).hasContent("wrong");
  }

  @Test
  void aSignalIsToldAsAShellTellsIt() throws Exception {
    Child.Result result = Child.run(List.of("sh", "-c", "kill -9 $$"), folder.resolve("out"));
    assertThat(result.exitCode()).isEqualTo(128 + 9);
  }

  @Test
  void timeOnTheProcessorIsThatOfTheWorkAndNotOfWaiting() throws Exception {
    Path output = folder.resolve("out");
    Cost busy = Child.run(List.of("sh", "-c", BUSY), output).cost();
    Cost asleep = Child.run(List.of("sleep", "0.2"), output).cost();
    assertThat(asleep.wallNanos()).isGreaterThan(200_000_000);
    assertThat(asleep.cpuNanos()).isLessThan(100_000_000);
    assertThat(busy.cpuNanos()).isGreaterThan(asleep.cpuNanos());
  }

  @Test
  void itsPeakOfMemoryIsItsOwn() throws Exception {
    Child.Result result = Child.runWatchingMemory(List.of("sh", "-c", BUSY), folder.resolve("out"));
    assertThat(result.peakBytes()).isBetween(100_000L, 32L << 20);
  }

  @Test
  void aProgramThatIsNotThereIsNamed() {
    Path output = folder.resolve("out");
    assertThatThrownBy(() -> Child.run(List.of("no-such-program"), output))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no-such-program");
  }
}

package dev.rearview.engine.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.engine.order.KeptRuns.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptRunsTest {
  @TempDir Path folder;

  private static List<Row> rows(int from, int count, int length) {
    return IntStream.range(from, from + count)
        .mapToObj(i -> new Row(-i, i, Arrays.asList("x".repeat(length) + i, (long) i, null)))
        .toList();
  }

  private static List<Row> read(KeptRuns.Run run) {
    List<Row> rows = new ArrayList<>();
    for (Row row = run.next(); row != null; row = run.next()) {
      rows.add(row);
    }
    return rows;
  }

  @Test
  void runsComeBackAsTheyWereKept() throws IOException {
    SpillArea area = new SpillArea(folder, 100 << 20);
    try (KeptRuns kept = new KeptRuns(area)) {
      assertThat(kept.isEmpty()).isTrue();
      assertThat(kept.keep(List.<Row>of().iterator())).isTrue();
      assertThat(kept.keep(rows(0, 30_000, 100).iterator())).isTrue();
      assertThat(kept.keep(rows(50_000, 3, 100_000).iterator())).isTrue();
      assertThat(kept.runs()).hasSize(2);
      assertThat(read(kept.runs().getFirst())).isEqualTo(rows(0, 30_000, 100));
      assertThat(read(kept.runs().getLast())).isEqualTo(rows(50_000, 3, 100_000));
      assertThat(area.used()).isPositive();
    }
    assertThat(area.used()).isZero();
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void aRunThatDoesNotFitIsNotKeptAndTheNextMayBe() {
    SpillArea area = new SpillArea(folder, 2 << 20);
    try (KeptRuns kept = new KeptRuns(area)) {
      assertThat(kept.keep(rows(0, 30_000, 100).iterator())).isFalse();
      assertThat(area.used()).isZero();
      assertThat(kept.keep(rows(0, 100, 100).iterator())).isTrue();
      assertThat(read(kept.runs().getFirst())).isEqualTo(rows(0, 100, 100));
      assertThat(kept.trouble()).isNull();
    }
  }

  @Test
  void aDiskThatCannotBeWrittenIsTold() {
    SpillArea area = new SpillArea(folder.resolve("none"), 2 << 20);
    try (KeptRuns kept = new KeptRuns(area)) {
      assertThat(kept.keep(rows(0, 1, 1).iterator())).isFalse();
      assertThat(kept.trouble()).contains("none");
      assertThat(area.used()).isZero();
    }
  }
}

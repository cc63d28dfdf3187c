package dev.rearview.timeql.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.engine.order.SpillArea;
import dev.rearview.timeql.plan.NodePart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows by keys, where they do not fit into memory. */
class TopRowsTest {
  private static final int ROWS = 1_000;

  @TempDir Path folder;

  private static TopRows rows(String statement, SpillArea area) {
    TopRows rows =
        new TopRows(
            NodePart.read(statement, 0, ZoneOffset.UTC),
            row -> {
              throw new AssertionError("it is on the disk");
            },
            20_000,
            area);
    for (int i = 0; i < ROWS; i++) {
      rows.offer(
          new NodeRow(
              Arrays.asList(i * 7919L % ROWS / 2, i % 3 == 0 ? null : "text " + i, List.of("a", i)),
              i,
              "stream " + i % 4,
              i,
              false,
              0));
    }
    rows.finish();
    return rows;
  }

  private static List<NodeRow> rest(TopRows rows) {
    List<NodeRow> all = new ArrayList<>();
    for (NodeRow row = rows.rest(); row != null; row = rows.rest()) {
      all.add(row);
    }
    return all;
  }

  @Test
  void nothingIsLostWhereThereIsADisk() {
    SpillArea area = new SpillArea(folder, 10 << 20);
    TopRows rows = rows("SELECT n, t, x FROM logs ORDER BY n DESC", area);
    List<NodeRow> all = rest(rows);
    assertThat(all).hasSize(ROWS);
    for (int i = 0; i < ROWS; i++) {
      NodeRow row = all.get(i);
      long came = row.position();
      assertThat(row.values().getFirst()).isEqualTo((long) (ROWS - 1 - i) / 2);
      assertThat(row.values().get(1)).isEqualTo(came % 3 == 0 ? null : "text " + came);
      assertThat(row.stream()).isEqualTo("stream " + came % 4);
      assertThat(row.tsNanos()).isEqualTo(came);
      if (i % 2 == 1) {
        assertThat(came)
            .as("of equal ones the first comes first")
            .isGreaterThan(all.get(i - 1).position());
      }
    }
    assertThat(rows.boundsHit()).isEmpty();
    assertThat(area.used()).isPositive();
    rows.close();
    assertThat(area.used()).isZero();
  }

  @Test
  void noMoreThanTheLimitAreGiven() {
    TopRows rows =
        rows("SELECT n, t, x FROM logs ORDER BY n LIMIT 700", new SpillArea(folder, 10 << 20));
    assertThat(rest(rows))
        .hasSize(700)
        .last()
        .satisfies(row -> {
          assertThat(row.values().getFirst()).isEqualTo(349L);
        });
    rows.close();
  }

  @Test
  void thatTheDiskIsFullIsTold() {
    TopRows rows = rows("SELECT n, t, x FROM logs ORDER BY n", new SpillArea(folder, 20_000));
    assertThat(rest(rows)).hasSizeBetween(100, ROWS - 1);
    assertThat(rows.boundsHit())
        .singleElement()
        .asString()
        .contains("20,000 bytes of memory and 20,000 bytes of disk");
    rows.close();
  }

  @Test
  void bytesThatAreNoTextComeBackFromTheDisk() throws IOException {
    byte[] line = {'a', (byte) 0xFF, 0, (byte) 0xC3, 'z'};
    TopRows rows =
        new TopRows(
            NodePart.read("SELECT n, raw FROM logs ORDER BY n", 0, ZoneOffset.UTC),
            row -> {
              throw new AssertionError("it is on the disk");
            },
            1_000,
            new SpillArea(folder, 10 << 20));
    for (long i = 0; i < 100; i++) {
      Object[] values = {i, RowColumns.RAW};
      rows.offer(
          new NodeRow(new RowColumns(values, line, 0, line.length), i, "stream", i, false, 0));
    }
    rows.finish();
    List<NodeRow> all = rest(rows);
    assertThat(all).hasSize(100);
    for (NodeRow row : all) {
      ByteArrayOutputStream written = new ByteArrayOutputStream();
      ((RowColumns) row.values()).writeRaw(written);
      assertThat(written.toByteArray()).isEqualTo(line);
    }
    rows.close();
  }
}

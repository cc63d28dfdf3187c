package dev.rearview.engine.context;

import static dev.rearview.engine.Rows.rowOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContextWindowsTest {
  private final List<ContextRow> rows = new ArrayList<>();

  /** Each row as {@code group:second}, matches with {@code !}. */
  private List<String> run(ContextSize size, String records) {
    ContextWindows windows = new ContextWindows(size, rows::add);
    for (int i = 0; i < records.length(); i++) {
      if (records.charAt(i) != ' ') {
        windows.accept(rowOf("s", i), records.charAt(i) == 'M');
      }
    }
    return texts();
  }

  private List<String> texts() {
    return rows.stream()
        .map(r -> r.group() + ":" + r.record().position() + (r.match() ? "!" : ""))
        .toList();
  }

  @Test
  void recordsBeforeAndAfterAreShown() {
    assertThat(run(ContextSize.records(2, 1), ".....M....."))
        .containsExactly("1:3", "1:4", "1:5!", "1:6");
  }

  @Test
  void overlappingAndTouchingWindowsAreOne() {
    assertThat(run(ContextSize.records(1, 2), "..M.M......M."))
        .containsExactly("1:1", "1:2!", "1:3", "1:4!", "1:5", "1:6", "2:10", "2:11!", "2:12");
    rows.clear();
    assertThat(run(ContextSize.records(1, 1), "M..M"))
        .containsExactly("1:0!", "1:1", "1:2", "1:3!");
  }

  @Test
  void withoutContextEachMatchStandsAloneUnlessNothingLiesBetween() {
    assertThat(run(ContextSize.records(0, 0), ".M.MM")).containsExactly("1:1!", "2:3!", "2:4!");
  }

  @Test
  void aDurationReachesBothWays() {
    assertThat(run(ContextSize.around(Duration.ofSeconds(2)), "......M......"))
        .containsExactly("1:4", "1:5", "1:6!", "1:7", "1:8");
    rows.clear();
    assertThat(run(ContextSize.around(Duration.ofSeconds(2)), "..M...M..........M"))
        .containsExactly(
            "1:0", "1:1", "1:2!", "1:3", "1:4", "1:5", "1:6!", "1:7", "1:8", "2:15", "2:16",
            "2:17!");
  }

  @Test
  void streamsDoNotMix() {
    ContextWindows windows = new ContextWindows(ContextSize.records(1, 1), rows::add);
    windows.accept(rowOf("a", 1), false);
    windows.accept(rowOf("b", 2), false);
    windows.accept(rowOf("a", 3), true);
    windows.accept(rowOf("b", 4), false);
    windows.accept(rowOf("b", 5), true);
    windows.accept(rowOf("a", 6), false);
    assertThat(texts()).containsExactly("1:1", "1:3!", "2:4", "2:5!", "1:6");
    assertThat(windows.isOpen()).isTrue();
  }

  @Test
  void whatIsHeldBackIsBoundedAndReported() {
    ContextWindows windows = new ContextWindows(ContextSize.around(Duration.ofDays(1)), rows::add);
    for (int i = 0; i < ContextWindows.MAX_HELD + 5; i++) {
      windows.accept(rowOf("a", i), false);
    }
    assertThat(windows.boundsHit()).isEmpty();
    windows.accept(rowOf("a", 20_000), true);
    assertThat(rows).hasSize(ContextWindows.MAX_HELD + 1);
    assertThat(windows.boundsHit()).singleElement().asString().startsWith("5 records of context");
  }

  @Test
  void sizesOutOfBoundsAreRefused() {
    assertThatThrownBy(() -> ContextSize.records(-1, 0)).hasMessageContaining("-1");
    assertThatThrownBy(() -> ContextSize.around(Duration.ofSeconds(-1)))
        .hasMessageContaining("negative");
  }
}

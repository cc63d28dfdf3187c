package dev.rearview.engine.session;

import static dev.rearview.engine.Rows.field;
import static dev.rearview.engine.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.engine.SharedData;
import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.MapRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SessionGrouperTest {
  private final SessionLimits limits = SessionLimits.of(Duration.ofSeconds(10));

  private SessionGrouper grouper() {
    return new SessionGrouper(field("request_id"), limits);
  }

  private static LogRecord at(long second, String key, String service, String level) {
    return MapRecord.builder()
        .tsNanos(second * 1_000_000_000L)
        .node("n" + service.length())
        .put("request_id", key)
        .put("service", service)
        .put("level", level)
        .build();
  }

  @Test
  void aSessionTellsWhatItHolds() {
    SessionGrouper grouper = grouper();
    grouper.accept(at(5, "r", "cart", "ERROR"));
    grouper.accept(at(1, "r", "web", "INFO"));
    grouper.accept(at(9, "r", "web", "FATAL"));
    Session session = grouper.finish().getFirst();
    assertThat(session.services()).containsExactly("web", "cart");
    assertThat(session.nodes()).containsExactly("n3", "n4");
    assertThat(session.errors()).isEqualTo(2);
    assertThat(session.records()).isEqualTo(3);
    assertThat(session.duration()).isEqualTo(Duration.ofSeconds(8));
    assertThat(session.cutOff()).isFalse();
    assertThat(session.toRecord().get(Field.named("key"))).isEqualTo("r");
    assertThat(session.toRecord().get(Field.named("services"))).isEqualTo(List.of("web", "cart"));
  }

  @Test
  void aGapEndsASessionAndALateRecordMayCloseIt() {
    SessionGrouper grouper = grouper();
    grouper.accept(at(0, "r", "web", "INFO"));
    grouper.accept(at(20, "r", "web", "INFO"));
    assertThat(grouper.finish()).hasSize(2);
    grouper.accept(at(10, "r", "web", "INFO"));
    assertThat(grouper.finish())
        .singleElement()
        .satisfies(s -> assertThat(s.records()).isEqualTo(3));
  }

  @Test
  void theOrderOfArrivalDoesNotMatter() {
    List<LogRecord> rows = new ArrayList<>();
    Random random = new Random(3);
    for (int i = 0; i < 2_000; i++) {
      rows.add(
          at(random.nextInt(2_000), "k" + random.nextInt(20), "s" + random.nextInt(3), "INFO"));
    }
    SessionGrouper first = grouper();
    rows.forEach(first::accept);
    Collections.shuffle(rows, random);
    SessionGrouper second = grouper();
    rows.forEach(second::accept);
    assertThat(second.finish()).isEqualTo(first.finish());
  }

  @Test
  void sessionsThatTouchTheRangesEndLookCutOff() {
    SessionGrouper grouper =
        new SessionGrouper(
            field("request_id"),
            new SessionLimits(Duration.ofSeconds(10), 0, 100_000_000_000L, 10));
    grouper.accept(at(9, "early", "s", "INFO"));
    grouper.accept(at(50, "middle", "s", "INFO"));
    grouper.accept(at(91, "late", "s", "INFO"));
    assertThat(grouper.finish()).extracting(Session::cutOff).containsExactly(true, false, true);
  }

  @Test
  void recordsWithoutKeyOrTimeAndBoundsAreHandled() {
    SessionGrouper grouper =
        new SessionGrouper(
            field("request_id"),
            new SessionLimits(Duration.ofSeconds(10), LogRecord.NO_TIME, LogRecord.NO_TIME, 1));
    grouper.accept(row(1));
    grouper.accept(MapRecord.builder().put("request_id", "x").build());
    grouper.accept(at(1, "a", "s", "INFO"));
    grouper.accept(at(1, "b", "s", "INFO"));
    assertThat(grouper.finish()).hasSize(1);
    assertThat(grouper.withoutTime()).isEqualTo(1);
    assertThat(grouper.boundsHit())
        .containsExactly("1 record was left out because there were more than 1 sessions");
  }

  @Test
  void blocksOfARealLogAreSessions() throws IOException {
    Map<String, Integer> expected = new HashMap<>();
    SessionGrouper grouper =
        new SessionGrouper(field("block"), SessionLimits.of(Duration.ofDays(1_000)));
    var pattern = java.util.regex.Pattern.compile("blk_-?\\d+");
    int second = 0;
    for (Map<String, String> line : SharedData.truth("HDFS")) {
      var matcher = pattern.matcher(line.get("Content"));
      if (matcher.find()) {
        expected.merge(matcher.group(), 1, Integer::sum);
        grouper.accept(row(second++, "block", matcher.group()));
      }
    }
    Map<String, Integer> counted = new HashMap<>();
    grouper.finish().forEach(s -> counted.put((String) s.key(), (int) s.records()));
    assertThat(counted).isEqualTo(expected);
  }
}

package dev.rearview.replay.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.model.Event;
import dev.rearview.replay.MemoryLog;
import dev.rearview.replay.log.Cursor;
import dev.rearview.replay.log.EventSource;
import dev.rearview.replay.log.Holdings;
import dev.rearview.replay.log.LocalDirectory;
import dev.rearview.replay.log.LocalEvents;
import dev.rearview.replay.log.OrderedBytes;
import dev.rearview.replay.log.Shard;
import dev.rearview.replay.session.SimulationRequest.View;
import dev.rearview.replay.topology.CodecBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What it costs to reach a frame: how many events, deltas and snapshots are read. */
class SeekTest {
  private static final int EVENTS = 6_000;
  private static final int SNAPSHOT_EVERY = 50;
  private static final String RULES =
      """
      rules:
        - name: add
          component: shop/b
          on: message from shop/a
          set: {n: state.n + state.step}
      """;

  private final MemoryLog log = new MemoryLog(2, SNAPSHOT_EVERY);
  private final AtomicLong read = new AtomicLong();
  private Simulation simulation;

  @BeforeEach
  void aLongSession() {
    log.append("shop/b", 1, e -> e.stateDelta("{\"n\":0,\"step\":1}"));
    Event asked = null;
    for (int i = 0; i < EVENTS; i++) {
      int n = i / 2 + 1;
      Event cause = asked;
      asked =
          i % 2 == 0
              ? log.append(
                  "shop/a", 1000 + i * 10L, e -> e.sessionId("s").stateDelta("{\"n\":" + n + "}"))
              : log.append(
                  "shop/b",
                  1000 + i * 10L,
                  e ->
                      e.sessionId("s")
                          .causeIds(List.of(cause.id()))
                          .stateDelta("{\"n\":" + n + "}"));
    }
    Holdings counted = new Counted(log);
    EventSource events = new LocalEvents(log, new CodecBytes());
    simulation =
        new Simulation(
            counted,
            new LocalDirectory(log),
            selection -> counting(events.read(selection)),
            Map.of());
  }

  private <T> Cursor<T> counting(Cursor<T> cursor) {
    return cursor.map(item -> {
      read.incrementAndGet();
      return item;
    });
  }

  private final class Counted implements Holdings {
    private final Holdings holdings;

    Counted(Holdings holdings) {
      this.holdings = holdings;
    }

    @Override
    public List<Shard> shards() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Shard shardOf(String world, String component) {
      Shard shard = holdings.shardOf(world, component);
      return new Shard(shard.events(), shard.index(), counting(shard.state()));
    }

    private OrderedBytes counting(OrderedBytes bytes) {
      return new OrderedBytes() {
        @Override
        public byte[] get(byte[] key) {
          return bytes.get(key);
        }

        @Override
        public Cursor<Entry> range(byte[] from, byte[] to) {
          return SeekTest.this.counting(bytes.range(from, to));
        }

        @Override
        public Cursor<Entry> reverseRange(byte[] from, byte[] to) {
          return SeekTest.this.counting(bytes.reverseRange(from, to));
        }
      };
    }
  }

  private List<Frame> frames(long stepMs, String rules, View view, StateOverride... overrides) {
    List<Frame> frames = new ArrayList<>();
    SimulationRequest request =
        new SimulationRequest("default", "s", null, null, stepMs, List.of(overrides), rules, view);
    try (Cursor<Frame> cursor = simulation.run(request)) {
      cursor.forEachRemaining(frames::add);
    }
    return frames;
  }

  private long cost(long stepMs, String rules, View view, StateOverride... overrides) {
    read.set(0);
    assertThat(frames(stepMs, rules, view, overrides)).hasSize(view.maxFrames());
    return read.get();
  }

  private static View at(int frame, int count) {
    return new View(frame, null, false, count);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 10})
  void anyFrameOfTheRecordCostsTheSame(long stepMs) {
    frames(stepMs, null, at(0, 1));
    for (int frame : new int[] {1, 700, 3_001, EVENTS - 12}) {
      long seek = cost(stepMs, null, at(frame, 10));
      assertThat(seek)
          .as("frame %d", frame)
          .isPositive()
          .isLessThan(3 * SessionMarks.SPACING + 2 * SNAPSHOT_EVERY + 500);
      long back = cost(stepMs, null, new View(frame, null, true, 2));
      assertThat(back).isLessThan(3 * SessionMarks.SPACING + 2 * SNAPSHOT_EVERY + 500);
    }
    Frame late = frames(stepMs, null, at(EVENTS - 1, 1)).getFirst();
    assertThat(late.states())
        .extracting(Frame.ComponentState::state)
        .containsExactly("{\"n\":3000}", "{\"n\":3000,\"step\":1}");
  }

  @Test
  void aFrameOfAWhatIfIsReachedFromTheNearestPlaceThatIsKept() {
    StateOverride twice = new StateOverride("shop/b", "{\"step\":2}", null);
    Frame last = frames(0, RULES, at(EVENTS - 1, 1), twice).getFirst();
    assertThat(last.states().getLast().state()).isEqualTo("{\"n\":6000,\"step\":2}");
    assertThat(last.firstDeparture().text()).isEqualTo("shop/b/n is 2, recorded was 1");
    for (int frame : new int[] {20, 700, 2_999, EVENTS - 12}) {
      assertThat(cost(0, RULES, at(frame, 5), twice))
          .as("frame %d", frame)
          .isLessThan(8L * Keyframes.SPACING);
    }
  }

  @Test
  void whatCameLaterIsInIt() {
    assertThat(frames(0, null, at(EVENTS - 1, 10))).hasSize(1);
    log.append("shop/a", 1005, e -> e.sessionId("s").stateDelta("{\"late\":1}"));
    List<Frame> frames = frames(0, null, at(EVENTS - 1, 10));
    assertThat(frames).hasSize(2);
    assertThat(frames.getLast().states().getFirst().state()).isEqualTo("{\"late\":1,\"n\":3000}");
    StateOverride twice = new StateOverride("shop/b", "{\"step\":2}", null);
    frames(0, RULES, at(EVENTS - 1, 1), twice);
    log.append("shop/b", 1006, e -> e.stateDelta("{\"step\":5}"));
    assertThat(frames(0, RULES, at(EVENTS, 1), twice).getFirst().states().getLast().state())
        .isEqualTo("{\"n\":15000,\"step\":5}");
  }
}

package dev.rearview.replay.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rearview.model.Event;
import dev.rearview.replay.MemoryLog;
import dev.rearview.replay.RefusedException;
import dev.rearview.replay.log.Cursor;
import dev.rearview.replay.session.Frame.Message;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimulationTest {
  private final MemoryLog log = new MemoryLog(3, 2);

  @BeforeEach
  void aSessionOverThreeComponents() {
    log.append(
        "shop/cart", 500, e -> e.stateDelta("{\"replicas\":1}").dependencyIds(List.of("shop/db")));
    log.append(
        "shop/web",
        1000,
        e ->
            e.sessionId("s-1")
                .spanId("span-web")
                .traceId("t-1")
                .message("GET /cart")
                .dependencyIds(List.of("shop/cart", "shop/elsewhere"))
                .stateDelta("{\"open\":1}"));
    log.append(
        "shop/cart",
        1200,
        e ->
            e.sessionId("s-1")
                .traceId("t-1")
                .spanId("span-cart")
                .parentSpanId("span-web")
                .message("read cart")
                .stateDelta("{\"items\":2}"));
    log.append("shop/cart", 1500, e -> e.stateDelta("{\"replicas\":2}"));
    Event failed =
        log.append("shop/db", 2000, e -> e.sessionId("s-1").message("slow").requestId("r-1"));
    log.append(
        "shop/cart",
        2000,
        e ->
            e.sessionId("s-1")
                .causeIds(List.of(failed.id()))
                .message("timeout")
                .stateDelta("{\"items\":0}"));
  }

  private List<Frame> run(SimulationRequest request) {
    List<Frame> frames = new ArrayList<>();
    try (Cursor<Frame> cursor = log.service().simulation().run(request)) {
      cursor.forEachRemaining(frames::add);
    }
    return frames;
  }

  private static SimulationRequest request(long stepMs, int first, StateOverride... overrides) {
    return new SimulationRequest(
        "default",
        "s-1",
        null,
        null,
        stepMs,
        List.of(overrides),
        null,
        SimulationRequest.View.from(first));
  }

  private static Frame.ComponentState state(Frame frame, String component) {
    return frame.states().stream()
        .filter(s -> s.componentId().equals(component))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aFrameForEachEvent() {
    List<Frame> frames = run(request(0, 0));
    assertThat(frames).extracting(Frame::atMs).containsExactly(1000L, 1200L, 2000L, 2000L);
    assertThat(frames).extracting(Frame::total).containsOnly(4);
    assertThat(frames.get(0).states())
        .extracting(Frame.ComponentState::componentId)
        .containsExactly("shop/web", "shop/cart", "shop/db");
    assertThat(state(frames.get(0), "shop/web").changed()).containsExactly("/open");
    assertThat(state(frames.get(0), "shop/cart").state()).isEqualTo("{\"replicas\":1}");
    assertThat(state(frames.get(1), "shop/cart").changed()).containsExactly("/items");
    assertThat(state(frames.get(2), "shop/cart").changed()).containsExactly("/replicas");
    assertThat(frames.get(2).events()).extracting(Event::message).containsExactly("slow");
    assertThat(frames.get(3).events()).extracting(Event::message).containsExactly("timeout");
  }

  @Test
  void messagesAreRecordedOrFollowDependencies() {
    List<Message> messages =
        run(request(0, 0)).stream().flatMap(f -> f.messages().stream()).toList();
    assertThat(messages)
        .extracting(m -> m.from() + ">" + m.to() + " " + m.basis().wireName())
        .containsExactly(
            "shop/web>shop/cart dependency",
            "shop/web>shop/cart recorded",
            "shop/db>shop/cart recorded");
    assertThat(messages.get(2).payload()).isEqualTo("timeout");
  }

  @Test
  void aFrameAtEachStepAndAtTheEnd() {
    List<Frame> frames = run(request(300, 0));
    assertThat(frames).extracting(Frame::atMs).containsExactly(1000L, 1300L, 1600L, 1900L, 2000L);
    assertThat(frames.get(1).events()).hasSize(1);
    assertThat(state(frames.get(2), "shop/cart").changed()).containsExactly("/replicas");
    assertThat(frames.get(4).events()).hasSize(2);
  }

  @Test
  void anyFrameIsReachedWithoutTheOnesBefore() {
    StateOverride override = new StateOverride("shop/cart", "{\"items\":7,\"replicas\":9}", 1100L);
    for (long step : new long[] {0, 300, 100}) {
      List<Frame> all = run(request(step, 0, override));
      for (int first = 1; first < all.size(); first++) {
        List<Frame> rest = run(request(step, first, override));
        assertThat(rest).hasSize(all.size() - first);
        assertThat(rest.getLast()).isEqualTo(all.getLast());
        assertThat(rest.getFirst().states()).isEqualTo(all.get(first).states());
      }
    }
  }

  @Test
  void anOverrideDepartsUntilTheRecordTakesItBack() {
    List<Frame> frames =
        run(request(100, 0, new StateOverride("shop/cart", "{\"replicas\":9}", 1300L)));
    assertThat(state(frames.get(2), "shop/cart").simulated()).isFalse();
    Frame departs = frames.get(3);
    assertThat(state(departs, "shop/cart").state()).isEqualTo("{\"items\":2,\"replicas\":9}");
    assertThat(state(departs, "shop/cart").simulated()).isTrue();
    assertThat(departs.departures())
        .extracting(Departure::text)
        .containsExactly("shop/cart/replicas is set to 9, recorded was 1");
    assertThat(departs.firstDeparture()).isNull();
    Frame back = frames.get(5);
    assertThat(state(back, "shop/cart").state()).isEqualTo("{\"items\":2,\"replicas\":2}");
    assertThat(back.departures())
        .extracting(Departure::text)
        .containsExactly("shop/cart/replicas is again as recorded");
    assertThat(frames.get(4).departures()).isEmpty();
  }

  @Test
  void anOverrideWithoutATimeHoldsFromTheFirstFrame() {
    List<Frame> frames = run(request(0, 0, new StateOverride("shop/cart", "{\"x\":1}", null)));
    assertThat(state(frames.get(0), "shop/cart").state()).isEqualTo("{\"replicas\":1,\"x\":1}");
    assertThat(state(frames.get(3), "shop/cart").state())
        .isEqualTo("{\"items\":0,\"replicas\":2,\"x\":1}");
  }

  @Test
  void aRequestIdFindsItsSessionAndAnUnknownOneIsRefused() {
    assertThat(log.service().sessions().require("default", "r-1").session().events()).isEqualTo(1);
    assertThat(log.service().sessions().require("default", "t-1").session().components())
        .containsExactly("shop/web", "shop/cart");
    assertThatThrownBy(() -> log.service().sessions().require("default", "nope"))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo("unknown_session"));
  }

  @Test
  void sessionsAreListedNewestFirstPageByPage() {
    for (int i = 2; i <= 7; i++) {
      String id = "s-" + i;
      long at = i * 10_000L;
      log.append("shop/web", at, e -> e.sessionId(id));
      log.append("shop/cart", at + 5, e -> e.sessionId(id));
    }
    Sessions sessions = log.service().sessions();
    Sessions.Page first = sessions.list("default", null, 3);
    assertThat(first.sessions())
        .extracting(s -> s.sessionId())
        .containsExactly("s-7", "s-6", "s-5");
    assertThat(first.sessions().getFirst().events()).isEqualTo(2);
    Sessions.Page second = sessions.list("default", first.next(), 3);
    assertThat(second.sessions())
        .extracting(s -> s.sessionId())
        .containsExactly("s-4", "s-3", "s-2");
    Sessions.Page third = sessions.list("default", Sessions.Mark.parse(second.next().text()), 3);
    assertThat(third.sessions()).extracting(s -> s.sessionId()).containsExactly("s-1");
    assertThat(third.next()).isNull();
  }

  @Test
  void tooManyFramesAreRefused() {
    SimulationRequest endless =
        new SimulationRequest(
            "default", "s-1", 0L, 1L << 40, 1, List.of(), null, SimulationRequest.View.all());
    assertThatThrownBy(() -> run(endless)).hasMessageContaining("longer step");
  }
}

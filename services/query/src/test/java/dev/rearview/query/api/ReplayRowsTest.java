package dev.rearview.query.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.proto.replay.v1.ComponentState;
import dev.rearview.proto.replay.v1.Cycle;
import dev.rearview.proto.replay.v1.Departure;
import dev.rearview.proto.replay.v1.Frame;
import dev.rearview.proto.replay.v1.Validation;
import dev.rearview.query.upstream.Told;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplayRowsTest {
  @Test
  void aFrameSaysWhereItDeparts() {
    Departure departure =
        Departure.newBuilder()
            .setKind("differs")
            .setComponentId("shop/cart")
            .setPath("/replicas")
            .setAtMs(1_000)
            .setSimulated("3")
            .setText("shop/cart/replicas is 3, recorded was absent")
            .build();
    Frame frame =
        Frame.newBuilder()
            .setIndex(4)
            .setTotal(9)
            .setAtMs(2_000)
            .addStates(
                ComponentState.newBuilder()
                    .setComponentId("shop/cart")
                    .setState("{\"replicas\":3}")
                    .addChanged("/replicas")
                    .setSimulated(true))
            .addDepartures(departure)
            .setFirstDeparture(departure)
            .addNotes("2 more events lie in this frame")
            .build();
    Map<String, Object> row = ReplayRows.frame(frame);
    assertThat(row)
        .containsEntry("frame", 4L)
        .containsEntry("of", 9L)
        .containsEntry("changed", List.of("shop/cart#/replicas"))
        .containsEntry("simulated", List.of("shop/cart"))
        .containsEntry("first_departure", "shop/cart/replicas is 3, recorded was absent")
        .containsEntry("notes", List.of("2 more events lie in this frame"));
    assertThat((List<?>) row.get("departures"))
        .singleElement()
        .satisfies(told ->
            assertThat(((Map<?, ?>) told).entrySet().toString())
                .contains(
                    "kind=differs",
                    "component=shop/cart",
                    "path=/replicas",
                    "ts=" + Instant.ofEpochMilli(1_000),
                    "recorded=null",
                    "simulated=3",
                    "event_id=null"));
  }

  @Test
  void cyclesThatAreNotNamedAreALimit() {
    Validation found =
        Validation.newBuilder()
            .addCycles(Cycle.newBuilder().addAllPath(List.of("a", "b", "a")))
            .setTruncated(true)
            .build();
    Told told = ReplayRows.validation(found);
    assertThat(told.rows())
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("detail", "a → b → a"));
    assertThat(told.limits()).singleElement().asString().contains("only some are named");
    assertThat(ReplayRows.validation(found.toBuilder().setTruncated(false).build()).limits())
        .isEmpty();
  }
}

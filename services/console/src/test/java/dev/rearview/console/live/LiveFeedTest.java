package dev.rearview.console.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rearview.model.Kind;
import dev.rearview.model.Level;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveFeedTest {
  @Test
  void aSlowClientLosesWhatDoesNotFitAndIsToldHowMuchAndWhere() {
    LiveFeed feed = new LiveFeed(1, 3);
    LiveChannel channel = feed.open(LiveFilter.ALL, () -> {}).orElseThrow();
    for (int i = 1; i <= 8; i++) {
      feed.publish(event("m" + i, Kind.LOG, Level.INFO));
    }
    assertThat(json(channel.poll())).isEqualTo("m1");
    feed.publish(event("m9", Kind.LOG, Level.INFO));
    assertThat(drain(channel)).containsExactly("m2", "m3", "{\"dropped\":5}", "m9");
  }

  @Test
  void theCountOfTheDroppedIsToldWithoutWaitingForAnotherMessage() {
    LiveFeed feed = new LiveFeed(1, 1);
    LiveChannel channel = feed.open(LiveFilter.ALL, () -> {}).orElseThrow();
    feed.publish(event("m1", Kind.LOG, Level.INFO));
    feed.publish(event("m2", Kind.LOG, Level.INFO));
    assertThat(drain(channel)).containsExactly("m1", "{\"dropped\":1}");
    assertThat(channel.poll()).isNull();
  }

  @Test
  void onlyWhatTheFilterLetsThroughCountsAsDropped() {
    LiveFeed feed = new LiveFeed(1, 1);
    LiveFilter errors = LiveFilter.parse(List.of(), List.of(), List.of(), "error");
    LiveChannel channel = feed.open(errors, () -> {}).orElseThrow();
    feed.publish(event("e1", Kind.LOG, Level.ERROR));
    feed.publish(event("i1", Kind.LOG, Level.INFO));
    feed.publish(event("e2", Kind.LOG, Level.FATAL));
    assertThat(drain(channel)).containsExactly("e1", "{\"dropped\":1}");
  }

  @Test
  void noMoreClientsThanAllowedAndAClosedOneMakesRoom() {
    LiveFeed feed = new LiveFeed(1, 1);
    LiveChannel first = feed.open(LiveFilter.ALL, () -> {}).orElseThrow();
    assertThat(feed.open(LiveFilter.ALL, () -> {})).isEmpty();
    feed.close(first);
    assertThat(feed.open(LiveFilter.ALL, () -> {})).isPresent();
    feed.publish(event("m1", Kind.LOG, Level.INFO));
    assertThat(first.poll()).as("a closed channel gets nothing more").isNull();
  }

  @Test
  void fieldsHoldTogetherAndTheirValuesAreAlternatives() {
    LiveFilter filter =
        LiveFilter.parse(
            List.of("default"), List.of("deployment/shop/cart", "auth"), List.of("LOG"), null);
    assertThat(filter.matches(event("m", "default", "shop/cart", Kind.LOG))).isTrue();
    assertThat(filter.matches(event("m", "default", "shop/auth", Kind.LOG))).isTrue();
    assertThat(filter.matches(event("m", "default", "shop/payment", Kind.LOG))).isFalse();
    assertThat(filter.matches(event("m", "default", "shop/cart", Kind.STATE))).isFalse();
    assertThat(filter.matches(event("m", "other", "shop/cart", Kind.LOG))).isFalse();
  }

  @Test
  void aLevelIsTheLeastAndAnEventOfKindErrorIsOne() {
    LiveFilter filter = LiveFilter.parse(List.of(), List.of(), List.of(), "ERROR");
    assertThat(filter.matches(event("m", Kind.LOG, Level.WARN))).isFalse();
    assertThat(filter.matches(event("m", Kind.LOG, Level.FATAL))).isTrue();
    assertThat(filter.matches(event("m", Kind.ERROR, null))).isTrue();
    assertThat(filter.matches(event("m", Kind.METRIC, null))).isFalse();
    LiveItem.Message alert =
        new LiveItem.Message(LiveItem.Source.ALERT, "default", "shop/cart", null, null, "{}");
    assertThat(filter.matches(alert)).as("levels are of events").isTrue();
  }

  @Test
  void kindsAlsoNameAnomaliesAndAlerts() {
    LiveFilter filter = LiveFilter.parse(List.of(), List.of(), List.of("anomaly"), null);
    LiveItem.Message anomaly =
        new LiveItem.Message(LiveItem.Source.ANOMALY, "default", "shop/cart", null, null, "{}");
    assertThat(filter.matches(anomaly)).isTrue();
    assertThat(filter.matches(event("m", Kind.LOG, Level.INFO))).isFalse();
  }

  @Test
  void wordsThatMeanNothingAreRefusedByName() {
    assertThatThrownBy(() -> LiveFilter.parse(List.of(), List.of(), List.of("logg"), null))
        .hasMessageContaining("'logg'");
    assertThatThrownBy(() -> LiveFilter.parse(List.of(), List.of(), List.of(), "loud"))
        .hasMessageContaining("'loud'")
        .hasMessageContaining("WARN");
    assertThatThrownBy(() -> LiveFilter.parse(List.of(), List.of("a/b/c/d"), List.of(), null))
        .hasMessageContaining("a/b/c/d");
  }

  private static LiveItem.Message event(String json, Kind kind, @Nullable Level level) {
    return new LiveItem.Message(LiveItem.Source.EVENT, "default", "shop/cart", kind, level, json);
  }

  private static LiveItem.Message event(String json, String world, String component, Kind kind) {
    return new LiveItem.Message(LiveItem.Source.EVENT, world, component, kind, null, json);
  }

  private static List<String> drain(LiveChannel channel) {
    List<String> all = new ArrayList<>();
    for (LiveItem item = channel.poll(); item != null; item = channel.poll()) {
      all.add(item.json());
    }
    return all;
  }

  private static String json(@Nullable LiveItem item) {
    return item == null ? "" : item.json();
  }
}

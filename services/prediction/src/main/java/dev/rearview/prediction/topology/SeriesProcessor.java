package dev.rearview.prediction.topology;

import dev.rearview.model.Event;
import dev.rearview.prediction.change.Leaves;
import dev.rearview.prediction.series.Assignment;
import dev.rearview.prediction.series.Component;
import dev.rearview.proto.EventKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Adds each event to its component's series, by event time, whenever it comes. */
final class SeriesProcessor extends ContextualProcessor<String, Event, Void, Void> {
  private static final int MAX_NAME = 200;

  private final Bounds bounds;
  private @Nullable KeyValueStore<String, byte[]> components;
  private @Nullable KeyValueStore<String, byte[]> series;
  private @Nullable KeyValueStore<String, byte[]> assignments;

  SeriesProcessor(Bounds bounds) {
    this.bounds = bounds;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    super.init(context);
    components = context.getStateStore(StoreNames.COMPONENTS);
    series = context.getStateStore(StoreNames.SERIES);
    assignments = context.getStateStore(StoreNames.ASSIGNMENTS);
  }

  @Override
  public void process(Record<String, Event> record) {
    Event event = record.value();
    if (event == null) {
      return;
    }
    String key = EventKeys.component(event.world(), event.componentId());
    byte[] known = store(components).get(key);
    // a clock that is ahead must not make the past look old
    long reached = Math.min(event.timestampMs(), event.observedMs());
    Component before =
        known == null ? Component.beginning(event.componentId(), reached) : Bytes.component(known);
    if (event.timestampMs() < before.newestMs() - bounds.history().toMillis()) {
      return;
    }
    Component after = count(event, before.seen(reached));
    if (event.dependencyIds() != null) {
      after = after.depending(event.timestampMs(), event.dependencyIds());
    }
    if (known == null || !after.equals(before)) {
      store(components).put(key, Bytes.component(after));
    }
    forget(event.world(), before, after);
    assign(event);
  }

  private Component count(Event event, Component component) {
    add(event, StoreNames.EVENTS, 1, event.errorOccurred() ? 1 : 0);
    Component counted = component;
    for (Map.Entry<String, Double> metric : event.metrics().entrySet()) {
      String name = metric.getKey();
      if (!Double.isFinite(metric.getValue()) || name.length() > MAX_NAME) {
        continue;
      }
      if (!counted.metrics().contains(name)) {
        if (counted.metrics().size() >= bounds.maxMetrics()) {
          continue;
        }
        counted = counted.reporting(name);
      }
      add(event, name, metric.getValue(), 1);
    }
    return counted;
  }

  private void add(Event event, String metric, double sum, int count) {
    String key = StoreNames.chunk(event.world(), event.componentId(), metric, event.timestampMs());
    HourChunk chunk = Bytes.chunk(store(series).get(key));
    chunk.add(event.timestampMs(), sum, count);
    store(series).put(key, Bytes.chunk(chunk));
  }

  /** With each new hour, the hours that fall out of the history. */
  private void forget(String world, Component before, Component after) {
    if (StoreNames.hour(before.newestMs()).equals(StoreNames.hour(after.newestMs()))) {
      return;
    }
    long oldest = after.newestMs() - bounds.history().toMillis() - HourChunk.HOUR_MS;
    List<String> metrics = new ArrayList<>(after.metrics());
    metrics.add(StoreNames.EVENTS);
    for (String metric : metrics) {
      String prefix = StoreNames.chunks(world, after.id(), metric);
      List<String> gone = new ArrayList<>();
      try (KeyValueIterator<String, byte[]> old =
          store(series).range(prefix, prefix + StoreNames.hour(oldest))) {
        old.forEachRemaining(entry -> gone.add(entry.key));
      }
      gone.forEach(store(series)::delete);
    }
  }

  private void assign(Event event) {
    for (Map.Entry<String, String> leaf : Leaves.of(event).entrySet()) {
      String key = StoreNames.assignments(event.world(), event.componentId(), leaf.getKey());
      byte[] known = store(assignments).get(key);
      if (known == null && pathsOf(event) >= bounds.maxPaths()) {
        continue;
      }
      Assignment next =
          new Assignment(
              event.timestampMs(), event.globalSeq(), event.id().toString(), leaf.getValue());
      List<Assignment> all = new ArrayList<>(Bytes.assignments(known));
      int place = all.size();
      while (place > 0 && next.isBefore(all.get(place - 1))) {
        place--;
      }
      all.add(place, next);
      if (all.size() > bounds.maxAssignments()) {
        all.removeFirst();
      }
      store(assignments).put(key, Bytes.assignments(all));
    }
  }

  private int pathsOf(Event event) {
    int paths = 0;
    try (KeyValueIterator<String, byte[]> all =
        store(assignments)
            .prefixScan(
                StoreNames.allAssignments(event.world(), event.componentId()),
                new StringSerializer())) {
      while (all.hasNext()) {
        all.next();
        paths++;
      }
    }
    return paths;
  }

  private static <T> T store(@Nullable T store) {
    if (store == null) {
      throw new IllegalStateException("used before it was opened");
    }
    return store;
  }
}

package dev.rearview.prediction.topology;

import dev.rearview.prediction.series.Assignment;
import dev.rearview.prediction.series.Buckets;
import dev.rearview.prediction.series.Component;
import dev.rearview.prediction.series.Metrics;
import dev.rearview.prediction.series.SeriesLog;
import dev.rearview.proto.EventKeys;
import dev.rearview.streams.StreamsRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Asks the stores of this instance. */
public final class StoredSeriesLog implements SeriesLog {
  private final Stores stores;

  /** Where the stores are; a running instance, or a test's. */
  public interface Stores {
    ReadOnlyKeyValueStore<String, byte[]> get(String name);

    long lag();

    /** How many other instances hold a part of the series. */
    int others();
  }

  public StoredSeriesLog(Stores stores) {
    this.stores = stores;
  }

  /** The stores of a running instance. */
  public static Stores of(StreamsRuntime runtime) {
    return new Stores() {
      @Override
      public ReadOnlyKeyValueStore<String, byte[]> get(String name) {
        return runtime.store(name, QueryableStoreTypes.keyValueStore());
      }

      @Override
      public long lag() {
        return runtime.lag();
      }

      @Override
      public int others() {
        return runtime.others(StoreNames.SERIES).size();
      }
    };
  }

  @Override
  public List<Component> components(String world, int limit) {
    List<Component> components = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> all =
        stores
            .get(StoreNames.COMPONENTS)
            .prefixScan(EventKeys.component(world, ""), new StringSerializer())) {
      while (all.hasNext() && components.size() < limit) {
        components.add(Bytes.component(all.next().value));
      }
    }
    return components;
  }

  @Override
  public Optional<Component> component(String world, String id) {
    byte[] known = stores.get(StoreNames.COMPONENTS).get(EventKeys.component(world, id));
    return known == null ? Optional.empty() : Optional.of(Bytes.component(known));
  }

  @Override
  public Buckets read(String world, Component component, String metric, long fromMs, long toMs) {
    long from = Buckets.floor(fromMs + Buckets.MINUTE_MS - 1);
    int minutes = (int) Math.max(0, (Buckets.floor(toMs) - from) / Buckets.MINUTE_MS);
    double[] values = new double[minutes];
    Source source = source(component, metric);
    for (int i = 0; i < minutes; ) {
      long ms = from + i * Buckets.MINUTE_MS;
      String key = StoreNames.chunk(world, component.id(), source.name, ms);
      HourChunk chunk = Bytes.chunk(stores.get(StoreNames.SERIES).get(key));
      int minute = (int) Math.floorMod(ms / Buckets.MINUTE_MS, (long) HourChunk.MINUTES);
      for (; minute < HourChunk.MINUTES && i < minutes; minute++, i++) {
        long start = from + i * Buckets.MINUTE_MS;
        values[i] = value(source, chunk, minute, component, start);
      }
    }
    return new Buckets(from, values);
  }

  /** How a series is read from its chunks. */
  private enum Kind {
    MEAN,
    EVENTS,
    ERRORS
  }

  private record Source(String name, Kind kind) {}

  private static Source source(Component component, String metric) {
    if (component.metrics().contains(metric) && !metric.equals(Metrics.EVENT_RATE)) {
      return new Source(metric, Kind.MEAN);
    }
    return switch (metric) {
      case Metrics.EVENT_RATE -> new Source(StoreNames.EVENTS, Kind.EVENTS);
      case Metrics.ERROR_RATE -> new Source(StoreNames.EVENTS, Kind.ERRORS);
      default -> new Source(metric, Kind.MEAN);
    };
  }

  /** No event in a minute is a rate of 0 since the component's first one, and no error rate. */
  private static double value(
      Source source, HourChunk chunk, int minute, Component component, long startMs) {
    double sum = chunk.sum(minute);
    int count = chunk.count(minute);
    return switch (source.kind) {
      case MEAN -> count == 0 ? Double.NaN : sum / count;
      case ERRORS -> sum == 0 ? Double.NaN : 100.0 * count / sum;
      case EVENTS -> startMs + Buckets.MINUTE_MS <= component.firstMs() ? Double.NaN : sum;
    };
  }

  @Override
  public List<Assignment> assignments(String world, String component, String path) {
    return Bytes.assignments(
        stores.get(StoreNames.ASSIGNMENTS).get(StoreNames.assignments(world, component, path)));
  }

  @Override
  public long lag() {
    return stores.lag();
  }

  @Override
  public String missing() {
    int others = stores.others();
    return others == 0
        ? ""
        : "%d other instances hold components that are not in this answer".formatted(others);
  }
}

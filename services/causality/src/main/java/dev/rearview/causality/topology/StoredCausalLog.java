package dev.rearview.causality.topology;

import dev.rearview.causality.alert.Alert;
import dev.rearview.causality.alert.CloudEvents;
import dev.rearview.causality.anomaly.Anomaly;
import dev.rearview.causality.edge.Edge;
import dev.rearview.causality.edge.JoinKey;
import dev.rearview.causality.edge.Seen;
import dev.rearview.causality.event.Identifiers;
import dev.rearview.causality.event.Mark;
import dev.rearview.causality.finding.FindingRecord;
import dev.rearview.causality.finding.Findings;
import dev.rearview.causality.graph.CausalLog;
import dev.rearview.model.Event;
import dev.rearview.proto.EventCodec;
import dev.rearview.proto.EventKeys;
import dev.rearview.streams.StreamsRuntime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Asks the stores of this instance. */
public final class StoredCausalLog implements CausalLog, Findings {
  /** Most components that a question about all of them looks at. */
  private static final int MAX_COMPONENTS = 10_000;

  /** Sorts after every id. */
  private static final String LAST = "\uffff";

  private final Stores stores;

  /** Where the stores are; a running instance, or a test's. */
  public interface Stores {
    ReadOnlyKeyValueStore<String, byte[]> get(String name);

    long lag();

    /** How many other instances hold a part of the graph. */
    int others();
  }

  public StoredCausalLog(Stores stores) {
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
        return runtime.others(StoreNames.EDGES).size();
      }
    };
  }

  @Override
  public Optional<Event> event(String world, String eventId) {
    byte[] bytes = stores.get(StoreNames.EVENTS).get(EventKeys.event(world, eventId));
    return bytes == null ? Optional.empty() : Optional.of(EventCodec.decode(bytes));
  }

  @Override
  public List<Edge> causes(String world, String eventId, int limit) {
    return edges(StoreNames.edges(world, eventId, true), limit);
  }

  @Override
  public List<Edge> effects(String world, String eventId, int limit) {
    return edges(StoreNames.edges(world, eventId, false), limit);
  }

  private List<Edge> edges(String prefix, int limit) {
    List<Edge> edges = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> found =
        stores.get(StoreNames.EDGES).prefixScan(prefix, new StringSerializer())) {
      while (found.hasNext() && edges.size() < limit) {
        edges.add(EdgeCodec.edge(found.next().value));
      }
    }
    return edges;
  }

  @Override
  public List<Mark> session(String world, String id) {
    TreeSet<Mark> marks = new TreeSet<>(Mark.ORDER);
    for (JoinKey key :
        List.of(
            JoinKey.identifier(world, Identifiers.SESSION, id),
            JoinKey.identifier(world, Identifiers.REQUEST, id),
            JoinKey.identifier(world, Identifiers.TRACE, id),
            JoinKey.trace(world, id))) {
      byte[] window = stores.get(StoreNames.JOINS).get(key.toString());
      Bytes.window(key, window).seen().stream().map(Seen::mark).forEach(marks::add);
    }
    return List.copyOf(marks);
  }

  @Override
  public List<Mark> trouble(
      String world, List<String> components, long fromMs, long toMs, int limit) {
    List<Mark> marks = new ArrayList<>();
    for (String component : components.isEmpty() ? components(world) : components) {
      String prefix = StoreNames.troubles(world, component);
      try (KeyValueIterator<String, byte[]> found =
          stores
              .get(StoreNames.TROUBLES)
              .range(prefix + StoreNames.time(fromMs), prefix + StoreNames.time(toMs) + '\uffff')) {
        for (int i = 0; found.hasNext() && i < limit; i++) {
          marks.add(Bytes.mark(found.next().value));
        }
      }
    }
    marks.sort(Mark.ORDER);
    return List.copyOf(marks.subList(0, Math.min(limit, marks.size())));
  }

  /** Every component that has told something, as far as {@link #MAX_COMPONENTS}. */
  private List<String> components(String world) {
    TreeSet<String> components = new TreeSet<>();
    try (KeyValueIterator<String, byte[]> all =
        stores
            .get(StoreNames.WATCHES)
            .prefixScan(EventKeys.component(world, ""), new StringSerializer())) {
      while (all.hasNext() && components.size() < MAX_COMPONENTS) {
        String rest = EventKeys.restOf(all.next().key);
        int metric = rest.indexOf('\u0001');
        components.add(metric < 0 ? rest : rest.substring(0, metric));
      }
    }
    return List.copyOf(components);
  }

  @Override
  public List<String> dependencies(String world, String component, long atMs) {
    byte[] known = stores.get(StoreNames.COMPONENTS).get(EventKeys.component(world, component));
    return known == null ? List.of() : DependenciesCodec.read(known).at(atMs);
  }

  /** Anomalies that began in the range, both ends inclusive, newest first. */
  public List<Anomaly> anomalies(String world, long fromMs, long toMs, int limit) {
    return dated(StoreNames.ANOMALIES, world, fromMs, toMs, limit).stream()
        .map(EdgeCodec::anomaly)
        .toList();
  }

  /** Alerts of the range, both ends inclusive, newest first. */
  public List<Alert> alerts(String world, long fromMs, long toMs, int limit) {
    return dated(StoreNames.ALERTS, world, fromMs, toMs, limit).stream()
        .flatMap(bytes -> CloudEvents.read(bytes).stream())
        .toList();
  }

  @Override
  public List<FindingRecord> page(Kind kind, String world, Place from, long toMs, int limit) {
    String first = StoreNames.dated(world, from.ms(), from.afterId());
    List<FindingRecord> page = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> found =
        stores.get(storeOf(kind)).range(first, StoreNames.dated(world, toMs, LAST))) {
      while (found.hasNext() && page.size() < limit) {
        KeyValue<String, byte[]> next = found.next();
        if (!next.key.equals(first)) {
          read(kind, next.value).ifPresent(page::add);
        }
      }
    }
    return page;
  }

  @Override
  public List<FindingRecord> newest(Kind kind, String world, int limit) {
    return dated(storeOf(kind), world, Long.MIN_VALUE, Long.MAX_VALUE, limit).stream()
        .flatMap(bytes -> read(kind, bytes).stream())
        .toList();
  }

  private static String storeOf(Kind kind) {
    return kind == Kind.ANOMALIES ? StoreNames.ANOMALIES : StoreNames.ALERTS;
  }

  private static Optional<FindingRecord> read(Kind kind, byte[] bytes) {
    return switch (kind) {
      case ANOMALIES -> Optional.of(FindingRecord.of(EdgeCodec.anomaly(bytes)));
      case ALERTS -> CloudEvents.read(bytes).map(FindingRecord::of);
    };
  }

  private List<byte[]> dated(String store, String world, long fromMs, long toMs, int limit) {
    List<byte[]> newestFirst = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> found =
        stores
            .get(store)
            .reverseRange(
                StoreNames.dated(world, fromMs, ""), StoreNames.dated(world, toMs, LAST))) {
      while (found.hasNext() && newestFirst.size() < limit) {
        KeyValue<String, byte[]> next = found.next();
        newestFirst.add(next.value);
      }
    }
    return Collections.unmodifiableList(newestFirst);
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
        : "%d other instances hold a part of the graph that is not in this answer"
            .formatted(others);
  }
}

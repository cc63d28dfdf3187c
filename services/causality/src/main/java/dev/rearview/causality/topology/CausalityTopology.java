package dev.rearview.causality.topology;

import dev.rearview.causality.alert.CloudEvents;
import dev.rearview.causality.anomaly.Anomaly;
import dev.rearview.causality.anomaly.DetectorSettings;
import dev.rearview.causality.event.Identifiers;
import dev.rearview.model.Event;
import dev.rearview.proto.EventCodec;
import dev.rearview.proto.Topic;
import dev.rearview.streams.StreamsRuntime;
import dev.rearview.streams.StreamsSettings;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * <pre>
 * rearview.events ─▶ event ─┬─ joins (by trace, cause id, identifier, component) ─▶ join ─▶ rearview.edges
 *                           ├─ rearview.anomalies ─▶ kept                                       │
 *                           └─ rearview.alerts ────▶ kept                        kept by event ◀┘
 * </pre>
 */
public final class CausalityTopology {
  public static final String APPLICATION_ID = "rearview-causality";

  private static final Serde<String> TEXT = Serdes.String();
  private static final Serde<byte[]> BYTES = Serdes.ByteArray();

  private CausalityTopology() {}

  /** Starts it on an instance of this process and returns at once. */
  public static StreamsRuntime start(
      StreamsSettings settings,
      Identifiers identifiers,
      DetectorSettings detector,
      Retention retention) {
    return StreamsRuntime.start(
        build(identifiers, detector, retention, StorageKind.ON_DISK), settings);
  }

  static Topology build(
      Identifiers identifiers,
      DetectorSettings detector,
      Retention retention,
      StorageKind storage) {
    StreamsBuilder builder = new StreamsBuilder();
    List.of(
            StoreNames.JOINS,
            StoreNames.EVENTS,
            StoreNames.EDGES,
            StoreNames.TROUBLES,
            StoreNames.ANOMALIES,
            StoreNames.ALERTS)
        .forEach(name -> bounded(builder, storage, name));
    builder.addStateStore(BoundedStore.plain(storage, StoreNames.COMPONENTS));
    builder.addStateStore(BoundedStore.plain(storage, StoreNames.WATCHES));

    KStream<String, Emitted> emitted =
        builder.stream(Topic.EVENTS.topicName(), Consumed.with(TEXT, events()))
            .process(
                () -> new EventProcessor(identifiers, detector, retention),
                Named.as("event"),
                stores(StoreNames.TROUBLES, StoreNames.COMPONENTS, StoreNames.WATCHES));
    joins(emitted, retention);
    findings(emitted);
    kept(builder, retention);
    return builder.build();
  }

  private static void joins(KStream<String, Emitted> emitted, Retention retention) {
    emitted
        .filter((key, value) -> value instanceof Emitted.Join)
        .mapValues(value -> Bytes.join((Emitted.Join) value))
        .repartition(Repartitioned.with(TEXT, BYTES).withName("joins"))
        .process(
            () -> new JoinProcessor(retention),
            Named.as("join"),
            concat(stores(StoreNames.JOINS), stores(StoreNames.EVENTS)))
        .to(Topic.EDGES.topicName(), Produced.with(TEXT, BYTES));
  }

  private static void findings(KStream<String, Emitted> emitted) {
    emitted
        .filter((key, value) -> value instanceof Emitted.Found)
        .mapValues(value -> EdgeCodec.toProto(((Emitted.Found) value).anomaly()).toByteArray())
        .to(Topic.ANOMALIES.topicName(), Produced.with(TEXT, BYTES));
    emitted
        .filter((key, value) -> value instanceof Emitted.Raised)
        .mapValues(value -> CloudEvents.write(((Emitted.Raised) value).alert()))
        .to(Topic.ALERTS.topicName(), Produced.with(TEXT, BYTES));
  }

  private static void kept(StreamsBuilder builder, Retention retention) {
    builder.stream(Topic.EDGES.topicName(), Consumed.with(TEXT, BYTES))
        .process(() -> new EdgeProcessor(retention), Named.as("edge"), stores(StoreNames.EDGES));
    builder.stream(Topic.ANOMALIES.topicName(), Consumed.with(TEXT, BYTES))
        .process(
            () -> new KeepProcessor(StoreNames.ANOMALIES, retention, CausalityTopology::anomalyKey),
            Named.as("anomaly"),
            stores(StoreNames.ANOMALIES));
    builder.stream(Topic.ALERTS.topicName(), Consumed.with(TEXT, BYTES))
        .process(
            () -> new KeepProcessor(StoreNames.ALERTS, retention, CausalityTopology::alertKey),
            Named.as("alert"),
            stores(StoreNames.ALERTS));
  }

  private static @Nullable String anomalyKey(byte[] bytes) {
    Anomaly anomaly = EdgeCodec.anomaly(bytes);
    return StoreNames.dated(anomaly.world(), anomaly.startMs(), anomaly.id());
  }

  private static @Nullable String alertKey(byte[] bytes) {
    return CloudEvents.read(bytes)
        .map(alert -> StoreNames.dated(alert.world(), alert.atMs(), alert.id()))
        .orElse(null);
  }

  private static void bounded(StreamsBuilder builder, StorageKind storage, String name) {
    for (StoreBuilder<?> store : BoundedStore.builders(storage, name)) {
      builder.addStateStore(store);
    }
  }

  /** A bounded store comes with its ages; a plain one alone. */
  private static String[] stores(String first, String... plain) {
    String[] names = new String[plain.length + 2];
    names[0] = first;
    names[1] = BoundedStore.ages(first);
    System.arraycopy(plain, 0, names, 2, plain.length);
    return names;
  }

  private static String[] concat(String[] a, String[] b) {
    String[] both = java.util.Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  private static Serde<Event> events() {
    return Serdes.serdeFrom(
        (topic, event) -> EventCodec.encode(event), (topic, bytes) -> EventCodec.decode(bytes));
  }
}

package dev.rearview.causality.topology;

import dev.rearview.causality.alert.Alert;
import dev.rearview.causality.alert.CloudEvents;
import dev.rearview.causality.anomaly.Detector;
import dev.rearview.causality.anomaly.DetectorSettings;
import dev.rearview.causality.anomaly.Finding;
import dev.rearview.causality.anomaly.OpenBuckets;
import dev.rearview.causality.anomaly.SeriesWatch;
import dev.rearview.causality.edge.JoinKey;
import dev.rearview.causality.edge.Seen;
import dev.rearview.causality.event.Dependencies;
import dev.rearview.causality.event.Identifiers;
import dev.rearview.causality.event.Mark;
import dev.rearview.causality.event.Trouble;
import dev.rearview.model.Event;
import dev.rearview.proto.EventKeys;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What an event means at its component: sends its mark to wherever it may meet a cause or an
 * effect, keeps what the component depends on and its trouble, and has the detector look.
 */
final class EventProcessor extends ContextualProcessor<String, Event, String, Emitted> {
  private static final int MAX_CAUSES = 32;

  /** Most of a component's trouble that a late declaration of dependencies is applied to. */
  private static final int MAX_REVISITED = 1_000;

  private final Identifiers identifiers;
  private final Detector detector;
  private final Retention retention;
  private @Nullable KeyValueStore<String, byte[]> components;
  private @Nullable KeyValueStore<String, byte[]> watches;
  private @Nullable BoundedStore troubles;

  EventProcessor(Identifiers identifiers, DetectorSettings detector, Retention retention) {
    this.identifiers = identifiers;
    this.detector = new Detector(detector);
    this.retention = retention;
  }

  @Override
  public void init(ProcessorContext<String, Emitted> context) {
    super.init(context);
    components = context.getStateStore(StoreNames.COMPONENTS);
    watches = context.getStateStore(StoreNames.WATCHES);
    troubles =
        BoundedStore.open(context, StoreNames.TROUBLES, retention.events(), retention.maxEntries());
  }

  @Override
  public void process(Record<String, Event> record) {
    Event event = record.value();
    if (event == null) {
      return;
    }
    long now = record.timestamp();
    Mark mark = Mark.of(event);
    sendToJoins(event, mark, now);
    learnDependencies(event, now);
    if (mark.trouble() != null) {
      trouble(mark, now);
    }
    detect(event, now);
  }

  private void sendToJoins(Event event, Mark mark, long now) {
    String world = mark.world();
    send(JoinKey.event(world, mark.eventId()), true, mark, CompactEvent.bytes(event), now);
    event.causeIds().stream()
        .distinct()
        .limit(MAX_CAUSES)
        .filter(id -> !id.equals(event.id()))
        .forEach(id -> send(JoinKey.event(world, id.toString()), false, mark, now));
    if (event.traceId() != null && event.spanId() != null) {
      sendIfShort(JoinKey.trace(world, event.traceId()), mark, now);
    }
    identifiers
        .of(event)
        .forEach((name, value) -> sendIfShort(JoinKey.identifier(world, name, value), mark, now));
  }

  private void sendIfShort(JoinKey key, Mark mark, long now) {
    if (key.value().length() <= JoinKey.MAX_VALUE) {
      send(key, true, mark, now);
    }
  }

  private void send(JoinKey key, boolean own, Mark mark, long now) {
    send(key, own, mark, Emitted.Join.NO_EVENT, now);
  }

  private void send(JoinKey key, boolean own, Mark mark, byte[] event, long now) {
    context()
        .forward(new Record<>(key.toString(), new Emitted.Join(new Seen(own, mark), event), now));
  }

  private void learnDependencies(Event event, long now) {
    if (event.dependencyIds() == null) {
      return;
    }
    Dependencies before = dependencies(event.world(), event.componentId());
    Dependencies after =
        before.with(
            new Dependencies.Declaration(
                event.timestampMs(), event.globalSeq(), event.dependencyIds()));
    if (after.equals(before)) {
      return;
    }
    String key = EventKeys.component(event.world(), event.componentId());
    store(components).put(key, DependenciesCodec.bytes(after));
    revisit(event, before, after, now);
  }

  /** Trouble that came before it was known on what the component depends. */
  private void revisit(Event event, Dependencies before, Dependencies after, long now) {
    String prefix = StoreNames.troubles(event.world(), event.componentId());
    try (KeyValueIterator<String, byte[]> all = trouble().under(prefix)) {
      for (int i = 0; all.hasNext() && i < MAX_REVISITED; i++) {
        Mark mark = Bytes.mark(all.next().value);
        Set<String> fresh = new LinkedHashSet<>(after.at(mark.ms()));
        before.at(mark.ms()).forEach(fresh::remove);
        fresh.forEach(on -> send(JoinKey.component(mark.world(), on), false, mark, now));
      }
    }
  }

  private void trouble(Mark mark, long now) {
    String world = mark.world();
    trouble().put(StoreNames.trouble(mark), Bytes.mark(mark), now);
    send(JoinKey.component(world, mark.component()), true, mark, now);
    for (String on : dependencies(world, mark.component()).at(mark.ms())) {
      if (!on.equals(mark.component())) {
        send(JoinKey.component(world, on), false, mark, now);
      }
    }
  }

  private void detect(Event event, long now) {
    String key = EventKeys.component(event.world(), event.componentId());
    byte[] known = store(watches).get(key);
    OpenBuckets buckets = known == null ? new OpenBuckets() : Bytes.read(known, OpenBuckets::read);
    for (Finding finding : detector.observe(event, buckets, new StoredWatches(event))) {
      tell(event, finding, now);
    }
    store(watches).put(key, Bytes.write(buckets::write));
  }

  private void tell(Event event, Finding finding, long now) {
    String component = finding.anomaly().componentId();
    context().forward(new Record<>(component, new Emitted.Found(finding.anomaly()), now));
    if (finding.alerts()) {
      RecordHeaders headers = new RecordHeaders();
      headers.add("content-type", CloudEvents.CONTENT_TYPE.getBytes(StandardCharsets.UTF_8));
      context()
          .forward(
              new Record<>(
                  component, new Emitted.Raised(Alert.of(finding.anomaly())), now, headers));
    }
    if (finding.stage() == Finding.Stage.OPENED) {
      trouble(
          new Mark(
              event.world(),
              finding.sample().eventId(),
              finding.sample().seq(),
              finding.sample().ms(),
              component,
              Trouble.ANOMALY,
              false,
              abbreviate(finding.anomaly().detail()),
              null,
              null),
          now);
    }
  }

  private static String abbreviate(String text) {
    return text.length() <= 160 ? text : text.substring(0, 159) + "…";
  }

  private Dependencies dependencies(String world, String component) {
    byte[] known = store(components).get(EventKeys.component(world, component));
    return known == null ? Dependencies.NONE : DependenciesCodec.read(known);
  }

  private BoundedStore trouble() {
    return store(troubles);
  }

  private static <T> T store(@Nullable T store) {
    if (store == null) {
      throw new IllegalStateException("used before it was opened");
    }
    return store;
  }

  /** The watches of one component, one entry for each of its series. */
  private final class StoredWatches implements Detector.Watches {
    private final Event event;

    StoredWatches(Event event) {
      this.event = event;
    }

    @Override
    public @Nullable SeriesWatch get(String metric) {
      byte[] known = store(watches).get(key(metric));
      return known == null ? null : Bytes.read(known, SeriesWatch::read);
    }

    @Override
    public void put(String metric, SeriesWatch watch) {
      store(watches).put(key(metric), Bytes.write(watch::write));
    }

    private String key(String metric) {
      return StoreNames.watch(event.world(), event.componentId(), metric);
    }
  }
}

package dev.rearview.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the event log. JSON names are these in snake case.
 *
 * @param globalSeq dense from 1 in its world; 0 before the sequencer numbered it
 * @param timestampMs event time, epoch milliseconds
 * @param timeSource how the event time is known
 * @param reportedMs a claimed time that was set aside because it lay more than an hour ahead
 * @param observedMs when it was taken in, epoch milliseconds
 * @param componentId canonical {@link ComponentId} text
 * @param stateDelta the change of the component's state, JSON text, kept byte for byte
 * @param deltaFormat null exactly where there is no delta
 * @param dependencyIds the components that it depends on at this moment; null where it does not say
 * @param reqId idempotency of the append, nothing else
 * @param causeIds ids of the events that caused this one
 * @param prevHash SHA-256 of the chain before it, lower-case hex; null before the sequencer
 * @param hash SHA-256 of the chain with it, lower-case hex; null before the sequencer
 */
public record Event(
    UUID id,
    String world,
    long globalSeq,
    long timestampMs,
    TimeSource timeSource,
    @Nullable Long reportedMs,
    long observedMs,
    String componentId,
    Kind kind,
    @Nullable Level logLevel,
    @Nullable String message,
    @Nullable String stateDelta,
    @Nullable DeltaFormat deltaFormat,
    @Nullable List<String> dependencyIds,
    @Nullable String reqId,
    @Nullable String requestId,
    @Nullable String sessionId,
    @Nullable String traceId,
    @Nullable String spanId,
    @Nullable String parentSpanId,
    List<UUID> causeIds,
    SortedMap<String, String> attributes,
    SortedMap<String, Double> metrics,
    @Nullable String sourceId,
    @Nullable String prevHash,
    @Nullable String hash) {

  public Event {
    if (!Worlds.isValid(world)) {
      throw new IllegalArgumentException("world '%s' is not a world's name".formatted(world));
    }
    if (globalSeq < 0) {
      throw new IllegalArgumentException("global_seq %d is negative".formatted(globalSeq));
    }
    if ((stateDelta == null) != (deltaFormat == null)) {
      throw new IllegalArgumentException("state_delta and delta_format come together");
    }
    dependencyIds = dependencyIds == null ? null : List.copyOf(dependencyIds);
    causeIds = List.copyOf(causeIds);
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
  }

  /** Whether it is an error: level ERROR and above, or kind {@code error}. */
  public boolean errorOccurred() {
    return kind == Kind.ERROR || (logLevel != null && logLevel.isAtLeast(Level.ERROR));
  }

  public Builder toBuilder() {
    return new Builder(this);
  }

  public static Builder builder() {
    return new Builder();
  }

  /**
   * An event while it is put together; also the form in which it arrives, before what is absent has
   * been derived. Every getter may answer null.
   */
  public static final class Builder {
    private @Nullable UUID id;
    private @Nullable String world;
    private long globalSeq;
    private @Nullable Long timestampMs;
    private @Nullable TimeSource timeSource;
    private @Nullable Long reportedMs;
    private @Nullable Long observedMs;
    private @Nullable String componentId;
    private @Nullable Kind kind;
    private @Nullable Level logLevel;
    private @Nullable String message;
    private @Nullable String stateDelta;
    private @Nullable DeltaFormat deltaFormat;
    private @Nullable List<String> dependencyIds;
    private @Nullable String reqId;
    private @Nullable String requestId;
    private @Nullable String sessionId;
    private @Nullable String traceId;
    private @Nullable String spanId;
    private @Nullable String parentSpanId;
    private List<UUID> causeIds = new ArrayList<>();
    private SortedMap<String, String> attributes = new TreeMap<>();
    private SortedMap<String, Double> metrics = new TreeMap<>();
    private @Nullable String sourceId;
    private @Nullable String prevHash;
    private @Nullable String hash;

    private Builder() {}

    private Builder(Event e) {
      id = e.id;
      world = e.world;
      globalSeq = e.globalSeq;
      timestampMs = e.timestampMs;
      timeSource = e.timeSource;
      reportedMs = e.reportedMs;
      observedMs = e.observedMs;
      componentId = e.componentId;
      kind = e.kind;
      logLevel = e.logLevel;
      message = e.message;
      stateDelta = e.stateDelta;
      deltaFormat = e.deltaFormat;
      dependencyIds = e.dependencyIds;
      reqId = e.reqId;
      requestId = e.requestId;
      sessionId = e.sessionId;
      traceId = e.traceId;
      spanId = e.spanId;
      parentSpanId = e.parentSpanId;
      causeIds = new ArrayList<>(e.causeIds);
      attributes = new TreeMap<>(e.attributes);
      metrics = new TreeMap<>(e.metrics);
      sourceId = e.sourceId;
      prevHash = e.prevHash;
      hash = e.hash;
    }

    public @Nullable UUID id() {
      return id;
    }

    public Builder id(@Nullable UUID id) {
      this.id = id;
      return this;
    }

    public @Nullable String world() {
      return world;
    }

    public Builder world(@Nullable String world) {
      this.world = world;
      return this;
    }

    public long globalSeq() {
      return globalSeq;
    }

    public Builder globalSeq(long globalSeq) {
      this.globalSeq = globalSeq;
      return this;
    }

    public @Nullable Long timestampMs() {
      return timestampMs;
    }

    public Builder timestampMs(@Nullable Long timestampMs) {
      this.timestampMs = timestampMs;
      return this;
    }

    public @Nullable TimeSource timeSource() {
      return timeSource;
    }

    public Builder timeSource(@Nullable TimeSource timeSource) {
      this.timeSource = timeSource;
      return this;
    }

    public @Nullable Long reportedMs() {
      return reportedMs;
    }

    public Builder reportedMs(@Nullable Long reportedMs) {
      this.reportedMs = reportedMs;
      return this;
    }

    public @Nullable Long observedMs() {
      return observedMs;
    }

    public Builder observedMs(@Nullable Long observedMs) {
      this.observedMs = observedMs;
      return this;
    }

    public @Nullable String componentId() {
      return componentId;
    }

    public Builder componentId(@Nullable String componentId) {
      this.componentId = componentId;
      return this;
    }

    public @Nullable Kind kind() {
      return kind;
    }

    public Builder kind(@Nullable Kind kind) {
      this.kind = kind;
      return this;
    }

    public @Nullable Level logLevel() {
      return logLevel;
    }

    public Builder logLevel(@Nullable Level logLevel) {
      this.logLevel = logLevel;
      return this;
    }

    public @Nullable String message() {
      return message;
    }

    public Builder message(@Nullable String message) {
      this.message = message;
      return this;
    }

    public @Nullable String stateDelta() {
      return stateDelta;
    }

    public Builder stateDelta(@Nullable String stateDelta) {
      this.stateDelta = stateDelta;
      return this;
    }

    public @Nullable DeltaFormat deltaFormat() {
      return deltaFormat;
    }

    public Builder deltaFormat(@Nullable DeltaFormat deltaFormat) {
      this.deltaFormat = deltaFormat;
      return this;
    }

    public @Nullable List<String> dependencyIds() {
      return dependencyIds;
    }

    public Builder dependencyIds(@Nullable List<String> dependencyIds) {
      this.dependencyIds = dependencyIds;
      return this;
    }

    public @Nullable String reqId() {
      return reqId;
    }

    public Builder reqId(@Nullable String reqId) {
      this.reqId = reqId;
      return this;
    }

    public @Nullable String requestId() {
      return requestId;
    }

    public Builder requestId(@Nullable String requestId) {
      this.requestId = requestId;
      return this;
    }

    public @Nullable String sessionId() {
      return sessionId;
    }

    public Builder sessionId(@Nullable String sessionId) {
      this.sessionId = sessionId;
      return this;
    }

    public @Nullable String traceId() {
      return traceId;
    }

    public Builder traceId(@Nullable String traceId) {
      this.traceId = traceId;
      return this;
    }

    public @Nullable String spanId() {
      return spanId;
    }

    public Builder spanId(@Nullable String spanId) {
      this.spanId = spanId;
      return this;
    }

    public @Nullable String parentSpanId() {
      return parentSpanId;
    }

    public Builder parentSpanId(@Nullable String parentSpanId) {
      this.parentSpanId = parentSpanId;
      return this;
    }

    public List<UUID> causeIds() {
      return causeIds;
    }

    public Builder causeIds(List<UUID> causeIds) {
      this.causeIds = new ArrayList<>(causeIds);
      return this;
    }

    public SortedMap<String, String> attributes() {
      return attributes;
    }

    public Builder attributes(Map<String, String> attributes) {
      this.attributes = new TreeMap<>(attributes);
      return this;
    }

    public SortedMap<String, Double> metrics() {
      return metrics;
    }

    public Builder metrics(Map<String, Double> metrics) {
      this.metrics = new TreeMap<>(metrics);
      return this;
    }

    public @Nullable String sourceId() {
      return sourceId;
    }

    public Builder sourceId(@Nullable String sourceId) {
      this.sourceId = sourceId;
      return this;
    }

    public @Nullable String prevHash() {
      return prevHash;
    }

    public Builder prevHash(@Nullable String prevHash) {
      this.prevHash = prevHash;
      return this;
    }

    public @Nullable String hash() {
      return hash;
    }

    public Builder hash(@Nullable String hash) {
      this.hash = hash;
      return this;
    }

    public Builder attribute(String name, String value) {
      attributes.put(name, value);
      return this;
    }

    public Builder metric(String name, double value) {
      metrics.put(name, value);
      return this;
    }

    /**
     * The finished event. World, kind, time source and delta format take their defaults.
     *
     * @throws IllegalStateException where id, timestamp, observation time or component is missing
     */
    public Event build() {
      return new Event(
          required(id, "id"),
          world == null ? Worlds.DEFAULT : world,
          globalSeq,
          required(timestampMs, "timestamp_ms"),
          timeSource == null ? TimeSource.REPORTED : timeSource,
          reportedMs,
          required(observedMs, "observed_ms"),
          required(componentId, "component_id"),
          kind == null ? derivedKind() : kind,
          logLevel,
          message,
          stateDelta,
          stateDelta != null && deltaFormat == null ? DeltaFormat.MERGE_PATCH : deltaFormat,
          dependencyIds,
          reqId,
          requestId,
          sessionId,
          traceId,
          spanId,
          parentSpanId,
          causeIds,
          attributes,
          metrics,
          sourceId,
          prevHash,
          hash);
    }

    /** {@code error} for level ERROR and above, {@code state} with a delta, else {@code log}. */
    private Kind derivedKind() {
      if (logLevel != null && logLevel.isAtLeast(Level.ERROR)) {
        return Kind.ERROR;
      }
      return stateDelta != null ? Kind.STATE : Kind.LOG;
    }

    private static <T> T required(@Nullable T value, String name) {
      if (value == null) {
        throw new IllegalStateException("an event needs " + name);
      }
      return value;
    }
  }
}

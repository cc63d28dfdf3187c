package dev.rearview.replay.api;

import dev.rearview.proto.EventCodec;
import dev.rearview.proto.replay.v1.Component;
import dev.rearview.proto.replay.v1.ComponentState;
import dev.rearview.proto.replay.v1.Coverage;
import dev.rearview.proto.replay.v1.Cycle;
import dev.rearview.proto.replay.v1.Damage;
import dev.rearview.proto.replay.v1.Departure;
import dev.rearview.proto.replay.v1.Dependency;
import dev.rearview.proto.replay.v1.EventRef;
import dev.rearview.proto.replay.v1.Frame;
import dev.rearview.proto.replay.v1.LogStats;
import dev.rearview.proto.replay.v1.Message;
import dev.rearview.proto.replay.v1.Provenance;
import dev.rearview.proto.replay.v1.Session;
import dev.rearview.proto.replay.v1.SkippedDelta;
import dev.rearview.proto.replay.v1.State;
import dev.rearview.proto.replay.v1.Step;
import dev.rearview.proto.replay.v1.Validation;
import dev.rearview.proto.replay.v1.Verification;
import dev.rearview.replay.log.ComponentSummary;
import dev.rearview.replay.log.SessionSummary;
import dev.rearview.replay.log.WorldStats;
import dev.rearview.replay.state.StateAnswer;
import java.util.UUID;

/** Answers as messages. */
final class Protos {
  /** As long as ingestion says that a {@code req_id} is remembered: 24 hours. */
  static final long REQ_ID_WINDOW_MS = 24L * 3_600_000;

  private Protos() {}

  static State of(StateAnswer answer) {
    State.Builder state =
        State.newBuilder()
            .setComponentId(answer.componentId())
            .setAtMs(answer.atMs())
            .setState(answer.state())
            .setProvenance(of(answer.provenance()))
            .setCoverage(of(answer.coverage()))
            .setTruncated(answer.truncated());
    answer.steps().forEach(step -> state.addSteps(of(step)));
    answer
        .skipped()
        .forEach(skipped ->
            state.addSkipped(
                SkippedDelta.newBuilder()
                    .setEvent(of(skipped.event()))
                    .setReason(skipped.reason())));
    return state.build();
  }

  /** The answer of another instance. */
  static StateAnswer answer(State state) {
    Provenance p = state.getProvenance();
    Coverage c = state.getCoverage();
    return new StateAnswer(
        state.getComponentId(),
        state.getAtMs(),
        state.getState(),
        new StateAnswer.Provenance(
            p.getEventsUsed(),
            p.hasSnapshotSeq() ? (Long) p.getSnapshotSeq() : null,
            p.hasSnapshotMs() ? (Long) p.getSnapshotMs() : null,
            p.hasNewest() ? ref(p.getNewest()) : null,
            p.getEventsList().stream().map(Protos::ref).toList(),
            p.getLag()),
        new StateAnswer.Coverage(
            c.getObserved(),
            c.hasFirstMs() ? (Long) c.getFirstMs() : null,
            c.hasLastMs() ? (Long) c.getLastMs() : null,
            c.getNote()),
        state.getStepsList().stream()
            .map(step ->
                new StateAnswer.Step(
                    ref(step.getEvent()),
                    step.getDelta(),
                    step.getDeltaFormat(),
                    step.getState(),
                    step.getMessage()))
            .toList(),
        state.getSkippedList().stream()
            .map(skipped ->
                new dev.rearview.replay.state.SkippedDelta(
                    ref(skipped.getEvent()), skipped.getReason()))
            .toList(),
        state.getTruncated());
  }

  private static dev.rearview.replay.log.EventRef ref(EventRef event) {
    return new dev.rearview.replay.log.EventRef(
        UUID.fromString(event.getId()), event.getGlobalSeq(), event.getTimestampMs());
  }

  private static Provenance of(StateAnswer.Provenance p) {
    Provenance.Builder provenance =
        Provenance.newBuilder().setEventsUsed(p.eventsUsed()).setLag(p.lag());
    if (p.snapshotSeq() != null) {
      provenance.setSnapshotSeq(p.snapshotSeq());
    }
    if (p.snapshotMs() != null) {
      provenance.setSnapshotMs(p.snapshotMs());
    }
    if (p.newest() != null) {
      provenance.setNewest(of(p.newest()));
    }
    p.events().forEach(event -> provenance.addEvents(of(event)));
    return provenance.build();
  }

  private static Coverage of(StateAnswer.Coverage c) {
    Coverage.Builder coverage = Coverage.newBuilder().setObserved(c.observed()).setNote(c.note());
    if (c.firstMs() != null) {
      coverage.setFirstMs(c.firstMs());
    }
    if (c.lastMs() != null) {
      coverage.setLastMs(c.lastMs());
    }
    return coverage.build();
  }

  private static Step of(StateAnswer.Step step) {
    return Step.newBuilder()
        .setEvent(of(step.event()))
        .setDelta(step.delta())
        .setDeltaFormat(step.deltaFormat())
        .setState(step.state())
        .setMessage(step.message())
        .build();
  }

  static EventRef of(dev.rearview.replay.log.EventRef event) {
    return EventRef.newBuilder()
        .setId(event.id().toString())
        .setGlobalSeq(event.globalSeq())
        .setTimestampMs(event.timestampMs())
        .build();
  }

  static Component of(ComponentSummary component) {
    return Component.newBuilder()
        .setComponentId(component.componentId())
        .setEvents(component.events())
        .setErrors(component.errors())
        .setFirstMs(component.firstMs())
        .setLastMs(component.lastMs())
        .setService(component.service())
        .build();
  }

  static Dependency of(dev.rearview.replay.dependency.Dependency dependency) {
    return Dependency.newBuilder()
        .setFrom(dependency.from())
        .setTo(dependency.to())
        .setDeclaredBy(of(dependency.declaredBy()))
        .setDepth(dependency.depth())
        .setKnown(dependency.known())
        .build();
  }

  static Validation of(dev.rearview.replay.dependency.Validation found) {
    Validation.Builder validation =
        Validation.newBuilder()
            .addAllSelfDependencies(found.selfDependencies())
            .setComponents(found.components())
            .setTruncated(found.truncated());
    found.cycles().forEach(path -> validation.addCycles(Cycle.newBuilder().addAllPath(path)));
    found.missing().forEach(missing -> validation.addMissing(of(missing)));
    return validation.build();
  }

  static Session of(SessionSummary session) {
    return Session.newBuilder()
        .setSessionId(session.sessionId())
        .setFirstMs(session.firstMs())
        .setLastMs(session.lastMs())
        .setEvents(session.events())
        .setErrors(session.errors())
        .addAllComponentIds(session.components())
        .build();
  }

  static Frame of(dev.rearview.replay.session.Frame f) {
    Frame.Builder frame =
        Frame.newBuilder()
            .setIndex(f.index())
            .setTotal(f.total())
            .setAtMs(f.atMs())
            .addAllNotes(f.notes());
    f.departures().forEach(departure -> frame.addDepartures(of(departure)));
    if (f.firstDeparture() != null) {
      frame.setFirstDeparture(of(f.firstDeparture()));
    }
    for (var state : f.states()) {
      frame.addStates(
          ComponentState.newBuilder()
              .setComponentId(state.componentId())
              .setState(state.state())
              .addAllChanged(state.changed())
              .setSimulated(state.simulated()));
    }
    for (var message : f.messages()) {
      frame.addMessages(
          Message.newBuilder()
              .setFrom(message.from())
              .setTo(message.to())
              .setBasis(message.basis().wireName())
              .setEventId(message.eventId())
              .setAtMs(message.atMs())
              .setPayload(message.payload()));
    }
    f.events().forEach(event -> frame.addEvents(EventCodec.toProto(event)));
    return frame.build();
  }

  private static Departure of(dev.rearview.replay.session.Departure d) {
    Departure.Builder departure =
        Departure.newBuilder()
            .setKind(d.kind().wireName())
            .setComponentId(d.componentId())
            .setPath(d.path())
            .setAtMs(d.atMs())
            .setText(d.text());
    if (d.recorded() != null) {
      departure.setRecorded(d.recorded());
    }
    if (d.simulated() != null) {
      departure.setSimulated(d.simulated());
    }
    if (d.eventId() != null) {
      departure.setEventId(d.eventId());
    }
    return departure.build();
  }

  static LogStats of(dev.rearview.replay.log.LogStats s) {
    WorldStats totals = s.totals();
    LogStats.Builder stats =
        LogStats.newBuilder()
            .setWorld(s.world())
            .setEvents(totals.events())
            .setLastSeq(totals.lastSeq())
            .setComponents(totals.components())
            .setSessions(s.sessions())
            .setErrors(totals.errors())
            .setHeadHash(totals.headHash())
            .putAllByKind(totals.byKind())
            .putAllByLevel(totals.byLevel())
            .setEventsPerSecond(s.eventsPerSecond())
            .setLag(s.lag())
            .setReqIdWindowMs(REQ_ID_WINDOW_MS)
            .setJsonBytes(totals.jsonBytes())
            .setDiskBytes(s.diskBytes());
    if (totals.events() > 0) {
      stats.setFirstMs(totals.firstMs()).setLastMs(totals.lastMs());
    }
    return stats.build();
  }

  static Verification of(dev.rearview.integrity.Verification v) {
    Verification.Builder verification =
        Verification.newBuilder()
            .setValid(v.valid())
            .setChecked(v.checked())
            .setFirstSeq(v.firstSeq())
            .setLastSeq(v.lastSeq())
            .setHeadHash(v.headHash());
    for (var damage : v.damage()) {
      verification.addDamage(
          Damage.newBuilder()
              .setSeq(damage.seq())
              .setKind(damage.kind().wireName())
              .setDetail(damage.detail()));
    }
    return verification.build();
  }
}

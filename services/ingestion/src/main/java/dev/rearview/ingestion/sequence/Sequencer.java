package dev.rearview.ingestion.sequence;

import dev.rearview.integrity.EntryHasher;
import dev.rearview.integrity.tree.TreeHasher;
import dev.rearview.model.Event;
import dev.rearview.model.EventIds;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * Decides about events one after the other. An event is known again by its {@code id} and by its
 * {@code req_id}, the latter as the id that is derived from world, source and {@code req_id}, for
 * as long as the window holds them. Not safe for use by several threads.
 */
public final class Sequencer {
  /** Most ids that are forgotten for each event, so that no event waits for a long clearing. */
  private static final int MAX_FORGOTTEN = 16;

  private static final HexFormat HEX = HexFormat.of();

  private final SequenceState state;
  private final Window window;
  private final TreeHasher trees = new TreeHasher();
  private final EntryHasher hasher = new EntryHasher();

  public Sequencer(SequenceState state, Window window) {
    this.state = state;
    this.window = window;
  }

  /** Decides about the event that comes next in its world, and remembers it. */
  public Decision decide(Event event) {
    hasher.read(event);
    Fingerprint fingerprint = Fingerprint.of(event, hasher);
    List<UUID> ids = ids(event);
    Head head = head(event.world());
    for (UUID id : ids) {
      Admission before = state.admission(event.world(), id);
      if (before != null && !isForgotten(before, head.windowEnd(), event.observedMs())) {
        return before.fingerprint().equals(fingerprint)
            ? new Decision.Repeated(before.globalSeq())
            : conflict(event, id, before);
      }
    }
    return append(event, head, ids, fingerprint);
  }

  private Head head(String world) {
    Head known = state.head(world);
    return known == null ? Head.EMPTY : known;
  }

  private Decision.Appended append(
      Event event, Head head, List<UUID> ids, Fingerprint fingerprint) {
    String world = event.world();
    long globalSeq = head.lastSeq() + 1;
    byte[] prevHash = HEX.parseHex(head.hash());
    byte[] leaf = hasher.leaf(globalSeq);
    byte[] hash = hasher.link(prevHash, leaf);
    long end = head.windowEnd();
    for (UUID id : ids) {
      state.putAdmission(world, id, new Admission(globalSeq, event.observedMs(), end, fingerprint));
      state.putAdmittedAt(world, end, id);
      end++;
    }
    long first = forget(world, head.windowFirst(), end, event.observedMs());
    state.putHead(
        world,
        new Head(
            head.tree().append(leaf, trees), HEX.formatHex(hash), first, end, head.checkpointed()));
    return new Decision.Appended(globalSeq, prevHash, hash, leaf);
  }

  /** Forgets what is too old or too much; answers the place of the oldest id that stays. */
  private long forget(String world, long first, long end, long nowMs) {
    long place = first;
    for (int i = 0; i < MAX_FORGOTTEN && place < end; i++) {
      UUID id = state.admittedAt(world, place);
      Admission oldest = id == null ? null : state.admission(world, id);
      // an id that came again after it had expired stands at its newer place
      if (id != null && oldest != null && oldest.place() == place) {
        if (!isForgotten(oldest, end, nowMs)) {
          break;
        }
        state.removeAdmission(world, id);
      }
      state.removeAdmittedAt(world, place);
      place++;
    }
    return place;
  }

  /** Whether an id is out of the window, by its age or by how many came after it. */
  private boolean isForgotten(Admission admission, long end, long nowMs) {
    return end - admission.place() > window.maxIds()
        || nowMs - admission.observedMs() >= window.duration().toMillis();
  }

  private static List<UUID> ids(Event event) {
    if (event.reqId() == null) {
      return List.of(event.id());
    }
    UUID request = requestId(event, event.reqId());
    return request.equals(event.id()) ? List.of(request) : List.of(event.id(), request);
  }

  private static UUID requestId(Event event, String reqId) {
    String source = event.sourceId() == null ? "" : event.sourceId();
    return EventIds.ofRequest(event.world(), source, reqId);
  }

  private static Decision.Conflict conflict(Event event, UUID id, Admission before) {
    boolean byRequest = event.reqId() != null && id.equals(requestId(event, event.reqId()));
    return new Decision.Conflict(
        before.globalSeq(),
        byRequest ? "req_id" : "id",
        byRequest
            ? "req_id '%s' came before with another body, as entry %d of world '%s'"
                .formatted(event.reqId(), before.globalSeq(), event.world())
            : "id %s came before with another body, as entry %d of world '%s'"
                .formatted(event.id(), before.globalSeq(), event.world()));
  }
}

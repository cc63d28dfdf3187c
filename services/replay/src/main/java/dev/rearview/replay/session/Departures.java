package dev.rearview.replay.session;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The departures of the frame that is being made, and the first consequence of all. */
final class Departures {
  static final int MAX_IN_FRAME = 100;

  private final List<Departure> inFrame = new ArrayList<>();
  private @Nullable Departure first;
  private long left;

  /** Copies what outlives a frame. */
  Departures copy() {
    Departures copy = new Departures();
    copy.first = first;
    return copy;
  }

  void beginFrame() {
    inFrame.clear();
    left = 0;
  }

  void add(Departure departure) {
    if (first == null && departure.kind().isConsequence()) {
      first = departure;
    }
    if (inFrame.size() < MAX_IN_FRAME) {
      inFrame.add(departure);
    } else {
      left++;
    }
  }

  /** The first {@value #MAX_IN_FRAME} of the frame. */
  List<Departure> inFrame() {
    return List.copyOf(inFrame);
  }

  /** How many of the frame are not among {@link #inFrame}. */
  long left() {
    return left;
  }

  /** The first consequence since the what-if began; null: none so far. */
  @Nullable Departure first() {
    return first;
  }
}

package dev.rearview.causality.topology;

import dev.rearview.causality.alert.Alert;
import dev.rearview.causality.anomaly.Anomaly;
import dev.rearview.causality.edge.Seen;

/** What comes of an event at its component. */
sealed interface Emitted {
  /**
   * A mark that goes where it may meet others.
   *
   * @param event the compact event's bytes, where it also goes to its own id; else empty
   */
  record Join(Seen seen, byte[] event) implements Emitted {
    static final byte[] NO_EVENT = new byte[0];
  }

  /** An anomaly opened or closed. */
  record Found(Anomaly anomaly) implements Emitted {}

  /** An incident began. */
  record Raised(Alert alert) implements Emitted {}
}

package dev.rearview.causality.anomaly;

/**
 * What the detector tells of an anomaly.
 *
 * @param stage whether it opened or closed
 * @param alerts whether it opened an incident of its component, rather than joined one
 * @param sample the event that shows it best
 */
public record Finding(Anomaly anomaly, Stage stage, boolean alerts, Sample sample) {
  /** Where an anomaly is in its life. */
  public enum Stage {
    OPENED,
    CLOSED
  }
}

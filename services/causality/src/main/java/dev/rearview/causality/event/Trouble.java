package dev.rearview.causality.event;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What kind of trouble an event is, from what usually starts incidents to what only shows them. */
public enum Trouble {
  /** Something else runs now: a new image or version. */
  DEPLOY(0.95, "deployment"),
  /** A configuration was changed. */
  CONFIGURATION(0.9, "configuration change"),
  /** A resource is used up or nearly so. */
  SATURATION(0.95, "exhausted resource"),
  /** A state reported at level WARN or above. */
  DEGRADED(0.8, "degraded state"),
  /** The detector found it far outside of what is usual there. */
  ANOMALY(0.7, "anomaly"),
  /** More or fewer replicas. */
  SCALING(0.5, "scaling"),
  /** An error. */
  ERROR(0.6, "error");

  private final double weight;
  private final String noun;

  Trouble(double weight, String noun) {
    this.weight = weight;
    this.noun = noun;
  }

  /** How likely trouble of this kind starts an incident rather than shows it, 0 to 1. */
  public double weight() {
    return weight;
  }

  /** As a sentence calls it. */
  public String noun() {
    return noun;
  }

  /** Whether somebody or something changed the component on purpose. */
  public boolean isChange() {
    return this == DEPLOY || this == CONFIGURATION || this == SCALING;
  }

  /** Whether it is a condition that lasts and brings errors, rather than a change or an error. */
  public boolean isCondition() {
    return this == SATURATION || this == DEGRADED || this == ANOMALY;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Null where there is no such ordinal. */
  public static @Nullable Trouble ofOrdinal(int ordinal) {
    Trouble[] all = values();
    return ordinal < 0 || ordinal >= all.length ? null : all[ordinal];
  }
}

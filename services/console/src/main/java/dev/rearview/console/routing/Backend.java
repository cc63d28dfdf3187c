package dev.rearview.console.routing;

import java.util.Locale;

/** A service that the front door may send requests to. */
public enum Backend {
  INGESTION,
  REPLAY,
  CAUSALITY,
  PREDICTION,
  QUERY;

  /** The name in configuration and answers: lower case. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}

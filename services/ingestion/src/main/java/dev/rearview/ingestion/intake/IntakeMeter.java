package dev.rearview.ingestion.intake;

import dev.rearview.ingestion.redaction.Secret;
import java.time.Duration;
import java.util.Map;

/** What the intake counts. */
public interface IntakeMeter {
  void accepted(int events);

  void refused(String code);

  void redacted(Map<Secret, Integer> counts);

  /** From the first look at a request's events until they are durable. */
  void handedOver(Duration took);

  /** A request whose events could not be made durable. */
  void unavailable();
}

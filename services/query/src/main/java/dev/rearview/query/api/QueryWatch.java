package dev.rearview.query.api;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Counts statements and writes the access log, which never has a statement's text. */
@Singleton
public final class QueryWatch {
  private static final Logger ACCESS = Logger.getLogger("dev.rearview.query.access");

  private final MeterRegistry meters;
  private final AtomicInteger running = new AtomicInteger();

  QueryWatch(MeterRegistry meters) {
    this.meters = meters;
    meters.gauge("rearview.query.running", running);
  }

  void started() {
    running.incrementAndGet();
  }

  void refused(String code) {
    meters.counter("rearview.query.refused", "code", code).increment();
  }

  /**
   * A statement ended.
   *
   * @param outcome complete, partial, failed or cancelled
   */
  void ended(String statement, String world, String outcome, long rows, Duration took) {
    running.decrementAndGet();
    Timer.builder("rearview.query.duration")
        .tags("statement", statement, "outcome", outcome)
        .register(meters)
        .record(took);
    meters.counter("rearview.query.rows", "statement", statement).increment(rows);
    ACCESS.infof(
        "query statement=%s world=%s outcome=%s rows=%d took_ms=%d",
        statement, world, outcome, rows, took.toMillis());
  }
}

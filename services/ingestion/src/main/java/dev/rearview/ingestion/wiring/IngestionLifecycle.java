package dev.rearview.ingestion.wiring;

import dev.rearview.ingestion.outcome.OutcomeReader;
import dev.rearview.ingestion.topology.SequencerRuntime;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Start and stop. Stopping comes after the requests under way have been answered; then the
 * sequencer commits what it has done. What lies in the intake by then is numbered after the next
 * start.
 */
@Singleton
final class IngestionLifecycle {
  private static final Logger LOG = Logger.getLogger(IngestionLifecycle.class);

  private final SequencerRuntime sequencer;
  private final OutcomeReader outcomes;
  private final KafkaProbe probe;

  IngestionLifecycle(SequencerRuntime sequencer, OutcomeReader outcomes, KafkaProbe probe) {
    this.sequencer = sequencer;
    this.outcomes = outcomes;
    this.probe = probe;
  }

  void start(@Observes StartupEvent event, MeterRegistry registry) {
    sequencer.start();
    Gauge.builder("rearview.sequencer.lag", sequencer, SequencerRuntime::lag).register(registry);
    LOG.debugf(
        "sequencer started; outcomes read: %s, Kafka answers: %s",
        outcomes.isReading(), probe.isReachable());
  }

  void stop(@Observes ShutdownEvent event) {
    sequencer.stop();
    outcomes.close();
    probe.close();
  }
}

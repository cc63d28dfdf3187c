package dev.rearview.ingestion.wiring;

import dev.rearview.ingestion.api.AppendSettings;
import dev.rearview.ingestion.checkpoint.Keeper;
import dev.rearview.ingestion.checkpoint.KeyFile;
import dev.rearview.ingestion.intake.BodyReader;
import dev.rearview.ingestion.intake.EventIntake;
import dev.rearview.ingestion.intake.InFlight;
import dev.rearview.ingestion.intake.IntakeLimits;
import dev.rearview.ingestion.intake.IntakeLog;
import dev.rearview.ingestion.intake.IntakeMeter;
import dev.rearview.ingestion.intake.KafkaIntakeLog;
import dev.rearview.ingestion.outcome.OutcomeReader;
import dev.rearview.ingestion.outcome.PendingOutcomes;
import dev.rearview.ingestion.redaction.RedactionSettings;
import dev.rearview.ingestion.redaction.Redactor;
import dev.rearview.ingestion.sequence.Window;
import dev.rearview.ingestion.topology.SequencerMeter;
import dev.rearview.ingestion.topology.SequencerRuntime;
import dev.rearview.ingestion.topology.SequencerTopology;
import dev.rearview.integrity.note.VerifierKey;
import dev.rearview.proto.Topic;
import dev.rearview.streams.StreamsSettings;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Turns the configuration into plain records, which check themselves, and puts the parts together.
 */
@Singleton
final class IngestionBeans {
  private static final Logger LOG = Logger.getLogger(IngestionBeans.class);

  private final IngestionConfig config;
  private final String kafka;

  IngestionBeans(
      IngestionConfig config,
      @ConfigProperty(name = "kafka.bootstrap.servers", defaultValue = "localhost:9092")
          String kafka) {
    this.config = config;
    this.kafka = kafka;
  }

  @Produces
  @Singleton
  IntakeLimits limits() {
    return new IntakeLimits(config.maxBodyBytes(), config.maxEvents(), config.strict());
  }

  @Produces
  @Singleton
  AppendSettings appendSettings() {
    return new AppendSettings(config.maxBodyBytes(), config.maxEvents(), config.waitTimeout());
  }

  @Produces
  @Singleton
  InFlight inFlight() {
    return new InFlight(config.maxInFlightBytes());
  }

  @Produces
  @Singleton
  BodyReader bodyReader(IntakeLimits limits) {
    return new BodyReader(limits);
  }

  @Produces
  @Singleton
  Redactor redactor() {
    IngestionConfig.Redaction redaction = config.redaction();
    return new Redactor(
        new RedactionSettings(
            redaction.fields().orElse(RedactionSettings.DEFAULT_FIELDS),
            RedactionKey.of(redaction.key(), config.stateDir())));
  }

  @Produces
  @Singleton
  KafkaIntakeLog intakeLog() {
    return KafkaIntakeLog.open(kafka, config.handOverTimeout());
  }

  void close(@Disposes KafkaIntakeLog log) {
    log.close();
  }

  @Produces
  @Singleton
  EventIntake eventIntake(
      IntakeLimits limits, Redactor redactor, IntakeLog log, IntakeMeter meter, Clock clock) {
    return new EventIntake(
        limits, redactor, log, meter, clock, () -> ThreadLocalRandom.current().nextLong());
  }

  @Produces
  @Singleton
  PendingOutcomes pendingOutcomes() {
    return new PendingOutcomes(UUID.randomUUID().toString(), config.maxWaiting());
  }

  @Produces
  @Singleton
  OutcomeReader outcomeReader(PendingOutcomes pending) {
    return OutcomeReader.start(kafka, pending);
  }

  void close(@Disposes OutcomeReader reader) {
    reader.close();
  }

  @Produces
  @Singleton
  KafkaProbe kafkaProbe(KafkaIntakeLog log) {
    return KafkaProbe.start(kafka, log);
  }

  void close(@Disposes KafkaProbe probe) {
    probe.close();
  }

  @Produces
  @Singleton
  SequencerRuntime sequencer(SequencerMeter meter, Clock clock) {
    IngestionConfig.Sequencer sequencer = config.sequencer();
    StreamsSettings settings =
        new StreamsSettings(
            SequencerTopology.APPLICATION_ID,
            kafka,
            config.stateDir(),
            sequencer.advertisedAddress(),
            sequencer.instanceId(),
            sequencer.threads(),
            sequencer.standbyReplicas(),
            sequencer.commitInterval(),
            Topic.DEAD_LETTERS.topicName());
    Window window = new Window(sequencer.window(), sequencer.windowMaxIds());
    return new SequencerRuntime(settings, window, meter, keeper(), clock);
  }

  private Keeper keeper() {
    IngestionConfig.Checkpoint checkpoint = config.checkpoint();
    Path file = checkpoint.keyFile().orElse(config.stateDir().resolve("checkpoint.key"));
    KeyFile.Keys keys = KeyFile.open(file, checkpoint.name());
    Keeper keeper = new Keeper(checkpoint.name(), keys.signers(), checkpoint.interval());
    for (VerifierKey key : keeper.verifiers()) {
      LOG.infof(
          keys.isNew()
              ? "made a new key for checkpoints in %s; its public key: %s"
              : "checkpoints are signed with the key in %s; its public key: %s",
          file,
          key);
    }
    return keeper;
  }
}

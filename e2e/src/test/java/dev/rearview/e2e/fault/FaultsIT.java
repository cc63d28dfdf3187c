package dev.rearview.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.e2e.harness.Await;
import dev.rearview.e2e.harness.LogDeployment;
import dev.rearview.e2e.harness.LogDeployment.Part;
import dev.rearview.e2e.harness.ServiceProcess;
import dev.rearview.model.Event;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promises 1, 6, 18 and 19: processes are killed, stopped, and left without Kafka while events are
 * sent. All of it at full size takes most of an hour; the ordinary run does a little of each.
 */
class FaultsIT {
  private static final boolean LONG = Boolean.getBoolean("rearview.long");
  private static final long SEED = 20_260_118;
  private static final Duration WRITES_GO_ON_WITHIN = Duration.ofSeconds(30);
  private static final Duration ALL_SENT_WITHIN = Duration.ofMinutes(5);
  private static final List<List<Part>> VICTIMS =
      List.of(
          List.of(Part.INGESTION),
          List.of(Part.BROKER),
          List.of(Part.REPLAY),
          List.of(Part.INGESTION, Part.REPLAY),
          List.of(Part.BROKER, Part.INGESTION),
          List.of(Part.BROKER, Part.INGESTION, Part.REPLAY));

  @TempDir static Path folder;
  private static LogDeployment deployment;

  private final Random random = new Random(SEED);

  @BeforeAll
  static void start() {
    deployment = LogDeployment.start(folder);
  }

  @AfterAll
  static void stop() {
    if (deployment != null) {
      deployment.close();
    }
  }

  @Test
  void whatWasAcknowledgedSurvivesKillsAndIsNeverDoubled() throws Exception {
    int kills = LONG ? 50 : 3;
    int events = LONG ? 100_000 : 3_000;
    sendWhile(
        "kills",
        events,
        senders -> {
          for (int kill = 0; kill < kills; kill++) {
            awaitAcknowledged(senders, events * (kill + 1) / (kills + 1));
            kill(senders, VICTIMS.get(LONG ? random.nextInt(VICTIMS.size()) : kill));
          }
        });
  }

  /** The kills above leave transactions open, too; these are many, and spare the broker. */
  @Test
  @EnabledIfSystemProperty(named = "rearview.long", matches = "true")
  void noUncommittedStateOutlivesACrash() throws Exception {
    int kills = 100;
    int events = 40_000;
    List<List<Part>> victims =
        List.of(
            List.of(Part.INGESTION), List.of(Part.REPLAY), List.of(Part.INGESTION, Part.REPLAY));
    sendWhile(
        "crashes",
        events,
        senders -> {
          for (int kill = 0; kill < kills; kill++) {
            awaitAcknowledged(senders, events * (kill + 1) / (kills + 1));
            kill(senders, victims.get(random.nextInt(victims.size())));
          }
        });
  }

  @Test
  void stoppingIsClean() throws Exception {
    int stops = LONG ? 20 : 2;
    int events = LONG ? 20_000 : 900;
    sendWhile(
        "stops",
        events,
        senders -> {
          for (int stop = 0; stop < stops; stop++) {
            awaitAcknowledged(senders, events * (stop + 1) / (stops + 1));
            Part part = stop % 2 == 0 ? Part.INGESTION : Part.REPLAY;
            ServiceProcess process = deployment.process(part);
            Stop.Times times = Stop.of(process);
            assertThat(times.notReady())
                .as("%s, stop %d", part, stop)
                .isLessThan(Stop.NOT_READY_WITHIN);
            assertThat(times.gone()).as("%s, stop %d", part, stop).isLessThan(Stop.GONE_WITHIN);
            deployment.start(List.of(part));
            deployment.awaitReady();
          }
        });
  }

  @Test
  void withoutKafkaAppendsAreRefusedAtOnceAndNothingIsLost() throws Exception {
    URI ingestion = deployment.process(Part.INGESTION).uri();
    sendWhile(
        "away",
        LONG ? 12_000 : 900,
        senders -> {
          awaitAcknowledged(senders, 300);
          ServiceProcess process = deployment.process(Part.INGESTION);
          long before = process.liveHeapBytes();
          deployment.kill(List.of(Part.BROKER));
          Refusals refusals = Refusals.during(ingestion, Duration.ofSeconds(LONG ? 60 : 6));
          long during = process.liveHeapBytes();
          System.out.printf("Kafka away: %s; live heap %d -> %d bytes%n", refusals, before, during);
          deployment.start(List.of(Part.BROKER));
          refusals.check();
          assertThat((double) during).isLessThan(before + 0.1 * ServiceProcess.HEAP_BYTES);
          awaitWritesGoOn(senders, System.nanoTime());
        });
  }

  /** What happens while events are sent. */
  private interface Meanwhile {
    void happens(Senders senders) throws Exception;
  }

  private void sendWhile(String world, int events, Meanwhile meanwhile) throws Exception {
    LogCheck check = new LogCheck(deployment, world);
    try (Senders senders =
        Senders.start(deployment.process(Part.INGESTION).uri(), world, events, SEED)) {
      meanwhile.happens(senders);
      senders.await(ALL_SENT_WITHIN);
    }
    List<Event> log = check.isWhatWasSent(events);
    check.leavesAreThoseOf(log);
    check.replayHolds(log);
    ProofCheck proofs = new ProofCheck(deployment, world, log);
    proofs.checkpointsAreThoseOfTheLog();
    proofs.replayProves();
  }

  private void kill(Senders senders, List<Part> victims) {
    LockSupport.parkNanos(random.nextInt(200) * 1_000_000L);
    deployment.kill(victims);
    long killed = System.nanoTime();
    deployment.start(victims);
    awaitWritesGoOn(senders, killed);
    System.out.printf(
        "killed %s: writes went on after %d ms%n",
        victims, (System.nanoTime() - killed) / 1_000_000);
  }

  private static void awaitWritesGoOn(Senders senders, long since) {
    Await.until(
        "writes go on", WRITES_GO_ON_WITHIN, () -> senders.wentOnSince(since) || senders.isDone());
  }

  private static void awaitAcknowledged(Senders senders, int events) {
    Await.until(
        "%d events are acknowledged".formatted(events),
        ALL_SENT_WITHIN,
        () -> senders.acknowledged() >= events || senders.isDone());
  }
}

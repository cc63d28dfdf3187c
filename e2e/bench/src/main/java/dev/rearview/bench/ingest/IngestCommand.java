package dev.rearview.bench.ingest;

import dev.rearview.bench.measure.OwnCpu;
import dev.rearview.broker.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how fast events come in. */
@Command(
    name = "ingest",
    description = {
      "Measure taking events in: HTTP, intake, sequencer, log, replay's store.",
      "The broker is in this process, ingestion and replay are processes of their own. Seeded"
          + " events of 500 bytes of JSON are posted in batches; the time ends when replay has the"
          + " last of them. Beside it, in the same run: a producer that writes the same bytes to"
          + " the same broker with the settings of the intake's."
    },
    mixinStandardHelpOptions = true)
public final class IngestCommand implements Callable<Integer> {
  private static final String WORLD = "bench";

  @Option(names = "--events", description = "How many. Default: ${DEFAULT-VALUE}.")
  private int events = 400_000;

  @Option(names = "--warm-up", description = "How many before. Default: ${DEFAULT-VALUE}.")
  private int warmUp = 200_000;

  @Option(names = "--batch", description = "Events in a request. Default: ${DEFAULT-VALUE}.")
  private int batch = 500;

  @Option(names = "--senders", description = "Requests at once. Default: ${DEFAULT-VALUE}.")
  private int senders = 4;

  @Option(names = "--seed", description = "Default: ${DEFAULT-VALUE}.")
  private long seed = 7;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where a folder ingest-run is made, and deleted.")
  private Path data = Path.of(".rearview", "bench");

  @Option(
      names = "--services",
      paramLabel = "DIR",
      description = "Where the services lie as they are built. Default: ${DEFAULT-VALUE}.")
  private Path services = Path.of("services");

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path run = Files.createDirectories(data).toRealPath().resolve("ingest-run");
    delete(run);
    Files.createDirectories(run);
    try (EmbeddedBroker broker = EmbeddedBroker.start(run.resolve("kafka"), 0)) {
      String kafka = broker.bootstrapServers();
      Sending first = Sending.of(new SeededEvents(seed, WORLD), warmUp, batch);
      Sending measured = Sending.of(new SeededEvents(seed + 1, WORLD), events, batch);
      double raw = raw(kafka, first, measured);
      try (LaunchedService ingestion = launch("ingestion", kafka, run);
          LaunchedService replay = launch("replay", kafka, run)) {
        ingestion.awaitReady();
        replay.awaitReady();
        first.post(ingestion.uri(), senders);
        replay.awaitEvents(WORLD, warmUp);
        double whole = whole(measured, ingestion, replay);
        System.out.printf("whole way against Kafka alone: %.3f (goal 0.10)%n", whole / raw);
      }
    } finally {
      delete(run);
    }
    return 0;
  }

  private double raw(String kafka, Sending first, Sending measured) {
    RawProduce.to(kafka, first);
    long cpu = OwnCpu.nanos();
    double seconds = RawProduce.to(kafka, measured);
    System.out.printf(
        "Kafka alone: %,.0f events/s (%.1f µs of processor an event, the broker's with it)%n",
        events / seconds, micros(OwnCpu.nanos() - cpu));
    return events / seconds;
  }

  private double whole(Sending measured, LaunchedService ingestion, LaunchedService replay)
      throws InterruptedException {
    long own = OwnCpu.nanos();
    long taking = ingestion.cpuNanos();
    long keeping = replay.cpuNanos();
    long began = System.nanoTime();
    int refused = measured.post(ingestion.uri(), senders);
    double taken = (System.nanoTime() - began) / 1e9;
    replay.awaitEvents(WORLD, warmUp + events);
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        "whole way: %,.0f events/s (goal 20,000); acknowledged: %,.0f events/s, %d requests sent"
            + " again%n",
        events / seconds, events / taken, refused);
    System.out.printf(
        "µs of processor an event: %.1f ingestion and sequencer, %.1f replay, %.1f broker and"
            + " sender%n",
        micros(ingestion.cpuNanos() - taking),
        micros(replay.cpuNanos() - keeping),
        micros(OwnCpu.nanos() - own));
    return events / seconds;
  }

  private double micros(long nanos) {
    return nanos / 1e3 / events;
  }

  private LaunchedService launch(String name, String kafka, Path run) throws IOException {
    Path jar = services.resolve(name).resolve("target/quarkus-app/quarkus-run.jar");
    return LaunchedService.start(
        name,
        jar,
        run,
        Map.of(
            "kafka.bootstrap.servers",
            kafka,
            "rearview." + name + ".state-dir",
            run.resolve(name).toString()));
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }
}

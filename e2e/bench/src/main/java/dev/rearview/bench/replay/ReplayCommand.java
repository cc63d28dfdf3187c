package dev.rearview.bench.replay;

import dev.rearview.broker.EmbeddedBroker;
import dev.rearview.model.Event;
import dev.rearview.proto.EventCodec;
import dev.rearview.proto.EventKeys;
import dev.rearview.proto.Topic;
import dev.rearview.proto.replay.v1.State;
import dev.rearview.replay.store.PartitionStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures replay: its store alone, taking events in from Kafka, rebuilding states. */
@Command(
    name = "replay",
    description = {
      "Measure replay: taking events in, what they take on disk, rebuilding states.",
      "Events of a seeded shop are written to a broker of this process; the service, in a process of"
          + " its own, takes them in and is asked over gRPC for states of random components at"
          + " random times, by one client. Cold: the service started anew, the page cache dropped"
          + " where that is allowed, each component asked for once."
    },
    mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {
  private static final int COLD_QUESTIONS = 500;

  @Option(names = "--events", description = "How many. Default: ${DEFAULT-VALUE}.")
  private long events = 10_000_000;

  @Option(names = "--components", description = "Of how many. Default: ${DEFAULT-VALUE}.")
  private int components = 10_000;

  @Option(names = "--questions", description = "How many. Default: ${DEFAULT-VALUE}.")
  private int questions = 10_000;

  @Option(
      names = "--store-events",
      description =
          "How many the store alone takes in; 0: that is not measured. Default:"
              + " ${DEFAULT-VALUE}.")
  private long storeEvents = 1_000_000;

  @Option(names = "--seed", description = "Default: ${DEFAULT-VALUE}.")
  private long seed = 7;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where a folder replay-run is made, and deleted.")
  private Path data = Path.of(".rearview", "bench");

  @Option(names = "--replay", paramLabel = "JAR", description = "The service as it is built.")
  private Path jar = Path.of("services", "replay", "target", "quarkus-app", "quarkus-run.jar");

  @Override
  public Integer call() throws IOException {
    Path run = Files.createDirectories(data).toRealPath().resolve("replay-run");
    PartitionStore.delete(run);
    Files.createDirectories(run);
    try {
      if (storeEvents > 0) {
        StoreAlone.Result store =
            StoreAlone.measure(run.resolve("store"), new ShopEvents(seed, components), storeEvents);
        System.out.printf(
            "store alone: %,.0f events/s on one core, %.0f bytes on disk each, %.3f of their JSON%n",
            store.eventsPerCpuSecond(), store.diskBytesEach(), store.ratio());
        PartitionStore.delete(run.resolve("store"));
      }
      if (events > 0) {
        overKafka(run);
      }
    } finally {
      PartitionStore.delete(run);
    }
    return 0;
  }

  private void overKafka(Path run) throws IOException {
    ShopEvents shop = new ShopEvents(seed, components);
    try (EmbeddedBroker broker = EmbeddedBroker.start(run.resolve("kafka"), 0)) {
      write(shop, broker.bootstrapServers());
      Path folder = run.resolve("replay");
      long began = System.nanoTime();
      try (ReplayProcess replay = ReplayProcess.start(jar, broker.bootstrapServers(), folder)) {
        replay.awaitEvents(events);
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
            "taken in from Kafka: %,.0f events/s (start of the process included)%n",
            events / seconds);
        ask("warming up", replay, shop, Math.min(questions, 2_000), new Random(seed));
        ask("state over gRPC", replay, shop, questions, new Random(seed + 1));
      }
      double each = StoreAlone.bytesIn(folder.resolve("state")) / (double) events;
      System.out.printf(
          "on disk after a clean stop: %.0f bytes an event, %.3f of its JSON of %.0f bytes%n",
          each, each / shop.jsonBytesEach(), shop.jsonBytesEach());
      boolean dropped = dropped(folder.resolve("state"));
      try (ReplayProcess replay = ReplayProcess.start(jar, broker.bootstrapServers(), folder)) {
        replay.awaitEvents(events);
        ask(
            dropped ? "cold, page cache dropped" : "cold, page cache kept",
            replay,
            shop,
            COLD_QUESTIONS,
            new Random(seed + 2));
      }
    }
  }

  private void write(ShopEvents shop, String bootstrapServers) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.LINGER_MS_CONFIG,
                20,
                ProducerConfig.BATCH_SIZE_CONFIG,
                1 << 18,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4"),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (long i = 0; i < events; i++) {
        Event event = shop.next();
        producer.send(
            new ProducerRecord<>(
                Topic.EVENTS.topicName(),
                EventKeys.component(event.world(), event.componentId()),
                EventCodec.encode(event)));
      }
    }
  }

  /** One question in ten is for the large component. */
  private void ask(String what, ReplayProcess replay, ShopEvents shop, int count, Random random) {
    double[] millis = new double[count];
    long used = 0;
    for (int i = 0; i < count; i++) {
      int component = random.nextInt(10) == 0 ? 0 : random.nextInt(components);
      long atMs = ShopEvents.START_MS + random.nextLong(shop.lastMs() - ShopEvents.START_MS + 1);
      long began = System.nanoTime();
      State state = replay.state(ShopEvents.component(component), atMs);
      millis[i] = (System.nanoTime() - began) / 1e6;
      used += state.getProvenance().getEventsUsed();
    }
    Arrays.sort(millis);
    System.out.printf(
        "%s: p50 %.2f ms, p99 %.2f ms, longest %.2f ms (%,d questions, %,.0f deltas behind each)%n",
        what,
        millis[count / 2],
        millis[(int) (count * 0.99)],
        millis[count - 1],
        count,
        used / (double) count);
  }

  /** Drops what the page cache has of the files of a folder, with {@code dd(1)} of coreutils. */
  private static boolean dropped(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        int exit =
            new ProcessBuilder("dd", "if=" + file, "iflag=nocache", "count=0", "status=none")
                .redirectErrorStream(true)
                .start()
                .waitFor();
        if (exit != 0) {
          return false;
        }
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

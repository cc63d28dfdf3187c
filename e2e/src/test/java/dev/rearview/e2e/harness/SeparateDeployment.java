package dev.rearview.e2e.harness;

import dev.rearview.broker.EmbeddedBroker;
import dev.rearview.demo.Demo;
import dev.rearview.demo.DemoSettings;
import dev.rearview.demo.feed.OutboxShipper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Seven processes around one broker, by the machine's clock; the shop writes from this one. */
public final class SeparateDeployment implements Deployment {
  private static final List<String> SERVICES =
      List.of("ingestion", "replay", "causality", "prediction", "scanner", "query", "console");

  private static final Set<String> STATEFUL =
      Set.of("ingestion", "replay", "causality", "prediction", "scanner");

  private final EmbeddedBroker broker;
  private final Map<String, ServiceProcess> services = new LinkedHashMap<>();
  private final Map<String, Integer> ports = new HashMap<>();
  private final Path folder;
  private final Instant start;
  private final ScheduledExecutorService shop = Executors.newSingleThreadScheduledExecutor();
  private Optional<OutboxShipper> shipper = Optional.empty();

  private SeparateDeployment(Path folder, EmbeddedBroker broker, Instant start) {
    this.folder = folder;
    this.broker = broker;
    this.start = start;
    SERVICES.forEach(name -> ports.put(name, ServiceProcess.freePort()));
  }

  /** Starts broker, shop and services in a folder and waits until all are ready. */
  public static SeparateDeployment start(Path folder) {
    SeparateDeployment deployment =
        new SeparateDeployment(
            folder, EmbeddedBroker.start(folder.resolve("kafka"), 0), Instant.now());
    try {
      deployment.open();
      return deployment;
    } catch (IOException e) {
      deployment.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException | Error e) {
      deployment.close();
      throw e;
    }
  }

  private void open() throws IOException {
    Demo demo = Demo.open(new DemoSettings(data(), 7, start, Duration.ofHours(2)), true);
    demo.advanceTo(start);
    SERVICES.forEach(this::startService);
    SERVICES.forEach(name -> services.get(name).awaitReady());
    OutboxShipper posts =
        new OutboxShipper(
            demo.outbox(), address("ingestion").resolve("/api/v1/events"), System.err::println);
    posts.start();
    shipper = Optional.of(posts);
    var unused = shop.scheduleAtFixedRate(() -> advance(demo), 0, 1, TimeUnit.SECONDS);
  }

  private static void advance(Demo demo) {
    try {
      demo.advanceTo(Instant.now());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a service, also again after it was stopped. */
  public ServiceProcess startService(String name) {
    ServiceProcess process =
        ServiceProcess.start(name, ports.get(name), folder.resolve("output"), settings(name));
    services.put(name, process);
    return process;
  }

  public ServiceProcess process(String name) {
    return services.get(name);
  }

  private Map<String, String> settings(String name) {
    Map<String, String> s = new LinkedHashMap<>();
    s.put("quarkus.http.port", Integer.toString(ports.get(name)));
    s.put("kafka.bootstrap.servers", broker.bootstrapServers());
    if (STATEFUL.contains(name)) {
      s.put("rearview." + name + ".state-dir", folder.resolve("state").resolve(name).toString());
    }
    switch (name) {
      case "scanner" -> {
        s.put("rearview.scanner.ingestion-address", hostPort("ingestion"));
        s.put("rearview.scanner.advertised-address", hostPort("scanner"));
        Demo.nodes(data())
            .forEach((node, pods) ->
                s.put("rearview.scanner.nodes.\"" + node + "\".roots", pods.toString()));
      }
      case "query" -> {
        for (String other : List.of("replay", "causality", "prediction")) {
          s.put("rearview.query." + other + "-address", hostPort(other));
        }
        s.put("rearview.query.expected-nodes", String.join(",", Demo.nodes(data()).keySet()));
      }
      case "console" -> {
        for (String other : List.of("ingestion", "replay", "causality", "prediction", "query")) {
          s.put("rearview.console.upstream." + other, address(other).toString());
        }
      }
      case "ingestion" -> s.put("rearview.ingestion.sequencer.advertised-address", hostPort(name));
      case "replay", "causality", "prediction" ->
          s.put("rearview." + name + ".advertised-address", hostPort(name));
      default -> throw new IllegalArgumentException(name);
    }
    return s;
  }

  private String hostPort(String name) {
    return "localhost:" + ports.get(name);
  }

  private URI address(String name) {
    return URI.create("http://" + hostPort(name));
  }

  @Override
  public Api api() {
    return service("console");
  }

  @Override
  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  @Override
  public Path data() {
    return folder.resolve("demo");
  }

  @Override
  public Instant start() {
    return start;
  }

  @Override
  public Api service(String name) {
    return new Api(address(name));
  }

  @Override
  public void close() {
    shop.shutdownNow();
    shipper.ifPresent(OutboxShipper::close);
    services.values().forEach(ServiceProcess::close);
    broker.close();
  }
}

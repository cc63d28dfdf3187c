package dev.rearview.scanner.wiring;

import dev.rearview.engine.format.FormatTable;
import dev.rearview.scanner.api.IntakeClient;
import dev.rearview.scanner.api.NodeAnnouncer;
import dev.rearview.scanner.nodes.NodeView;
import dev.rearview.scanner.nodes.ServedNode;
import dev.rearview.scanner.nodes.ServedNodes;
import dev.rearview.scanner.shipping.NodeShipping;
import dev.rearview.scanner.shipping.ShippingSettings;
import dev.rearview.scanner.shipping.ShippingStatus;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Starts a shipper for each node and says every few seconds which nodes are here. */
@Singleton
final class ScannerLifecycle {
  private static final Logger LOG = Logger.getLogger(ScannerLifecycle.class);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private final ScannerConfig config;
  private final ServedNodes nodes;
  private final ShippingSettings settings;
  private final NodeAnnouncer announcer;
  private final MeterRegistry meters;
  private final Clock clock;
  private final String version;
  private final Map<String, NodeShipping> shippings = new LinkedHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private final ScheduledExecutorService announcing =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("scanner-announce").factory());
  private @Nullable ManagedChannel ingestion;

  ScannerLifecycle(
      ScannerConfig config,
      ServedNodes nodes,
      ShippingSettings settings,
      NodeAnnouncer announcer,
      MeterRegistry meters,
      Clock clock,
      @ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown")
          String version) {
    this.config = config;
    this.nodes = nodes;
    this.settings = settings;
    this.announcer = announcer;
    this.meters = meters;
    this.clock = clock;
    this.version = version;
  }

  void start(@Observes StartupEvent event) {
    if (config.shipping().enabled()) {
      ManagedChannel channel =
          ManagedChannelBuilder.forTarget(config.ingestionAddress()).usePlaintext().build();
      ingestion = channel;
      nodes.all().forEach(node -> ship(node, channel));
    }
    announcing.scheduleAtFixedRate(
        this::announce, 0, config.announceEvery().toMillis(), TimeUnit.MILLISECONDS);
  }

  private void ship(ServedNode node, ManagedChannel channel) {
    NodeShipping shipping =
        new NodeShipping(
            node,
            settings,
            new IntakeClient(channel),
            clock,
            System::nanoTime,
            fault -> LOG.errorf(fault, "shipping failed, tried again node=%s", node.name()));
    shippings.put(node.name(), shipping);
    meter(shipping);
    threads.add(Thread.ofPlatform().daemon().name("ship-" + node.name()).start(shipping));
  }

  private void meter(NodeShipping shipping) {
    counter("rearview.scanner.shipped", shipping, ShippingStatus::shipped);
    counter("rearview.scanner.refused", shipping, ShippingStatus::refused);
    counter("rearview.scanner.retries", shipping, ShippingStatus::retries);
    counter("rearview.scanner.gaps", shipping, ShippingStatus::gaps);
  }

  private void counter(String name, NodeShipping shipping, ToDoubleFunction<ShippingStatus> of) {
    FunctionCounter.builder(name, shipping, s -> of.applyAsDouble(s.status()))
        .tag("node", shipping.node())
        .register(meters);
  }

  private void announce() {
    for (ServedNode node : nodes.all()) {
      try {
        announcer.announce(view(node));
      } catch (RuntimeException e) {
        LOG.warnf("node status was not published node=%s cause=%s", node.name(), e);
      }
    }
  }

  private NodeView view(ServedNode node) {
    ServedNode.Holdings holdings = node.look();
    NodeShipping shipping = shippings.get(node.name());
    ShippingStatus status = shipping == null ? ShippingStatus.NONE : shipping.status();
    return new NodeView(
        node.name(),
        config.advertisedAddress(),
        clock.millis(),
        holdings.files(),
        holdings.bytes(),
        holdings.unreadable(),
        version,
        status.shipped(),
        status.warnings(),
        node.formats().added().stream().map(FormatTable.Entry::of).toList());
  }

  void stop(@Observes ShutdownEvent event) {
    announcing.shutdownNow();
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      try {
        thread.join(STOP_WITHIN);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    if (ingestion != null) {
      ingestion.shutdownNow();
    }
  }
}

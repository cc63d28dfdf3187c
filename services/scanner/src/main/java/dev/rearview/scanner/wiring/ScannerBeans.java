package dev.rearview.scanner.wiring;

import dev.rearview.engine.format.DeclarationException;
import dev.rearview.engine.format.Formats;
import dev.rearview.engine.format.UserFormats;
import dev.rearview.engine.scan.FileOrders;
import dev.rearview.engine.scan.ScanLimits;
import dev.rearview.scanner.nodes.NodeSettings;
import dev.rearview.scanner.nodes.OrderChecks;
import dev.rearview.scanner.nodes.ServedNode;
import dev.rearview.scanner.nodes.ServedNodes;
import dev.rearview.scanner.scan.ScanPlaces;
import dev.rearview.scanner.shipping.ShippingSettings;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Turns the configuration into plain records, which check themselves. */
@Singleton
final class ScannerBeans {
  @Produces
  @Singleton
  ServedNodes nodes(ScannerConfig config) {
    List<ServedNode> nodes = new ArrayList<>();
    Formats formats = formats(config.formats().orElse(List.of()));
    OrderChecks checks = new OrderChecks();
    config
        .nodes()
        .forEach((name, node) ->
            nodes.add(
                new ServedNode(
                    settings(name, node),
                    LIMITS,
                    formats,
                    config.seek() ? checks.orders() : FileOrders.untrusted())));
    return new ServedNodes(nodes);
  }

  private static final ScanLimits LIMITS = ScanLimits.DEFAULT;

  private static NodeSettings settings(String name, ScannerConfig.Node node) {
    return new NodeSettings(
        name,
        node.roots(),
        node.include().orElse(List.of()),
        zone(name, node.zone()),
        node.year().orElse(null));
  }

  private static Formats formats(List<Path> files) {
    try {
      return Formats.builtIn().with(UserFormats.read(files));
    } catch (DeclarationException e) {
      throw new IllegalArgumentException("rearview.scanner.formats: " + e.getMessage(), e);
    }
  }

  private static ZoneId zone(String node, String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "rearview.scanner.nodes.%s.zone is '%s': expected a zone as Europe/Berlin"
              .formatted(node, text),
          e);
    }
  }

  @Produces
  @Singleton
  ScanPlaces places(ScannerConfig config) {
    return new ScanPlaces(config.maxScans(), config.maxFollows());
  }

  @Produces
  @Singleton
  ShippingSettings shipping(ScannerConfig config) {
    ScannerConfig.Shipping shipping = config.shipping();
    return new ShippingSettings(
        config.stateDir().toAbsolutePath(),
        shipping.world(),
        shipping.batchEvents(),
        shipping.unanswered(),
        shipping.poll(),
        shipping.saveEvery(),
        shipping.firstRetry(),
        shipping.lastRetry(),
        shipping.seenIds());
  }
}

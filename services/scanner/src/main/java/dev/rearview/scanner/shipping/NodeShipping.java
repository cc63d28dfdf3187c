package dev.rearview.scanner.shipping;

import dev.rearview.engine.scan.ReadSettings;
import dev.rearview.engine.scan.ScanLimits;
import dev.rearview.scanner.nodes.ServedNode;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Keeps one node's shipping going. A fault of a moment (a full disk, a file that went) does not end
 * it: it begins again from what was saved, so that nothing is lost.
 */
public final class NodeShipping implements Runnable {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(5);

  private final ServedNode node;
  private final ShippingSettings settings;
  private final Intake intake;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final Consumer<RuntimeException> onFailure;
  private final ShippingLedger ledger = new ShippingLedger();

  /**
   * @param onFailure told of a fault before it is tried again
   */
  public NodeShipping(
      ServedNode node,
      ShippingSettings settings,
      Intake intake,
      Clock clock,
      LongSupplier nanoTime,
      Consumer<RuntimeException> onFailure) {
    this.node = node;
    this.settings = settings;
    this.intake = intake;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.onFailure = onFailure;
  }

  public String node() {
    return node.name();
  }

  public ShippingStatus status() {
    return ledger.status();
  }

  /** Ships until the thread is interrupted. */
  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try (NodeTail tail =
          new NodeTail(
              node.files(),
              new ReadSettings(
                  clock, ScanLimits.DEFAULT, node.formats(), () -> false, node.orders()),
              LOOK_EVERY,
              nanoTime)) {
        new Shipper(node.name(), settings, tail, intake, ledger, clock, nanoTime).run();
      } catch (RuntimeException e) {
        ledger.failed(String.valueOf(e.getMessage()));
        onFailure.accept(e);
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(AGAIN_AFTER);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

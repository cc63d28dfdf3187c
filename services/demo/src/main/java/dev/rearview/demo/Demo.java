package dev.rearview.demo;

import dev.rearview.demo.feed.Outbox;
import dev.rearview.demo.incident.Truth;
import dev.rearview.demo.node.NodeLogs;
import dev.rearview.demo.shop.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A demo in a folder: {@code nodes/<node>/var/log/pods} holds the logs, {@code outbox} the events
 * on their way to ingestion, {@code truth.ndjson} the truth of each incident. {@link #advanceTo}
 * writes on from where the folder ends; a demo that was stopped and opened again goes on with the
 * same bytes as one that was not.
 */
public final class Demo {
  private static final int MAX_ROTATED = 50;
  private static final int FLUSH_SECONDS = 120;

  private final DemoSettings settings;
  private final boolean pinned;
  private final Truth truth;
  private final Outbox outbox;
  private Shop shop;
  private NodeLogs logs;
  private InOrder inOrder;
  private long writtenUntilMs;
  private boolean warm;

  private Demo(DemoSettings settings, boolean pinned, long writtenUntilMs) throws IOException {
    this.settings = settings;
    this.pinned = pinned;
    this.writtenUntilMs = writtenUntilMs;
    this.truth = new Truth(settings.folder().resolve("truth.ndjson"));
    this.outbox = new Outbox(settings.folder().resolve("outbox"));
    this.shop = new Shop(settings, truth);
    this.logs = logs(settings, shop);
    this.inOrder = new InOrder(logs, outbox);
  }

  private static NodeLogs logs(DemoSettings settings, Shop shop) {
    return new NodeLogs(
        nodesFolder(settings.folder()), shop.rollouts(), settings.maxLogBytes(), MAX_ROTATED);
  }

  /**
   * Opens the demo in the folder, or begins one there.
   *
   * @param pinned whether the start was asked for; it is remembered with the folder
   * @throws IllegalArgumentException where the folder holds a demo of another seed or start
   */
  public static Demo open(DemoSettings settings, boolean pinned) throws IOException {
    Files.createDirectories(settings.folder());
    Optional<DemoFolder.Contents> found = DemoFolder.read(settings.folder());
    if (found.isEmpty()) {
      return new Demo(settings, pinned, Shop.beginMs(settings));
    }
    DemoFolder.Contents there = found.get();
    if (there.seed() != settings.seed() || !there.at().equals(settings.at())) {
      throw new IllegalArgumentException(
          "%s holds a demo of seed %d that began at %s, not one of seed %d at %s"
              .formatted(
                  settings.folder(), there.seed(), there.at(), settings.seed(), settings.at()));
    }
    DemoSettings as =
        new DemoSettings(
            settings.folder(), there.seed(), there.at(), there.history(), settings.maxLogBytes());
    return new Demo(as, there.pinned(), there.writtenUntil().toEpochMilli());
  }

  private static Path nodesFolder(Path folder) {
    return folder.resolve("nodes");
  }

  /** Each node with the folder of its pods' logs. */
  public static Map<String, Path> nodes(Path folder) {
    Map<String, Path> nodes = new LinkedHashMap<>();
    for (String node : Service.NODES) {
      nodes.put(node, NodeLogs.pods(nodesFolder(folder), node));
    }
    return nodes;
  }

  public Outbox outbox() {
    return outbox;
  }

  /** Everything before it is written. */
  public Instant writtenUntil() {
    return Instant.ofEpochMilli(writtenUntilMs);
  }

  /**
   * Writes every whole second up to then. Where more than the history's length is missing, as after
   * a long pause, only the newest part of it is written.
   */
  public void advanceTo(Instant time) throws IOException {
    long untilMs = time.getEpochSecond() * 1_000;
    if (untilMs <= writtenUntilMs) {
      return;
    }
    long oldestMs = untilMs - Math.max(settings.historyMs(), Shop.WARM_UP_MS);
    if (writtenUntilMs >= settings.atMs() && writtenUntilMs < oldestMs) {
      writtenUntilMs = oldestMs;
      shop = new Shop(settings, truth);
      logs = logs(settings, shop);
      inOrder = new InOrder(logs, outbox);
      warm = false;
    }
    if (!warm) {
      warmUp();
    }
    int sinceFlush = 0;
    for (long second = writtenUntilMs; second < untilMs; second += 1_000) {
      shop.second(second, inOrder);
      inOrder.release(second + 1_000, true);
      truth.settle(second + 1_000, true);
      writtenUntilMs = second + 1_000;
      if (++sinceFlush == FLUSH_SECONDS) {
        flush();
        sinceFlush = 0;
      }
    }
    flush();
  }

  private void warmUp() throws IOException {
    long from = Math.max(Shop.beginMs(settings), writtenUntilMs - Shop.WARM_UP_MS);
    for (long second = from; second < writtenUntilMs; second += 1_000) {
      shop.second(second, inOrder);
      inOrder.release(second + 1_000, false);
      truth.settle(second + 1_000, false);
    }
    warm = true;
  }

  private void flush() throws IOException {
    logs.flush(writtenUntilMs);
    outbox.flush();
    DemoFolder.write(
        settings.folder(),
        new DemoFolder.Contents(
            settings.seed(), settings.at(), pinned, settings.history(), writtenUntil()));
  }
}

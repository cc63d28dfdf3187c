package dev.rearview.e2e.harness;

import java.nio.file.Path;
import java.time.Instant;

/** A running Rearview with the demo's shop, however many processes it has. */
public interface Deployment extends AutoCloseable {
  /** What a user asks: the front door. */
  Api api();

  /** Kafka's address, for consumers of alerts. */
  String bootstrapServers();

  /** The demo's folder: node logs and the truth of its incidents. */
  Path data();

  /** When the demo starts; its story lies in the minutes before. */
  Instant start();

  /** A service's own HTTP face, for its metrics and health. */
  Api service(String name);

  @Override
  void close();
}

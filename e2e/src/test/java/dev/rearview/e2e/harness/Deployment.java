package dev.rearview.e2e.harness;

import java.nio.file.Path;

/** A running Rearview with the demo's shop, however many processes it has. */
public interface Deployment extends AutoCloseable {
  /** What a user asks: the front door. */
  Api api();

  /** Kafka's address, for consumers of alerts. */
  String bootstrapServers();

  /** The demo's folder: node logs and the truth of its incidents. */
  Path data();

  /** The gRPC address that answers for the scanner. */
  String scannerAddress();

  @Override
  void close();
}

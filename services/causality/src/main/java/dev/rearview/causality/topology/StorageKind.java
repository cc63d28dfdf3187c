package dev.rearview.causality.topology;

/** Where the stores lie; either way they are rebuilt from Kafka. */
enum StorageKind {
  ON_DISK,
  IN_MEMORY
}

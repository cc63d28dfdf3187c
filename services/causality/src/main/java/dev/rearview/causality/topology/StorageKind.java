package dev.rearview.causality.topology;

/** Where the stores lie; either way they are rebuilt from Kafka. */
public enum StorageKind {
  ON_DISK,
  IN_MEMORY
}

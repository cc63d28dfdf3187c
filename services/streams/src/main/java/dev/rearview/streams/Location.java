package dev.rearview.streams;

/** Where a key of a store is held. */
public sealed interface Location {
  /** By this instance. */
  record Here() implements Location {}

  /** By another instance; it is asked at this address. */
  record There(String host, int port) implements Location {}

  /** Not known now, as while the instances share the keys out anew. */
  record Unknown(String state) implements Location {}
}

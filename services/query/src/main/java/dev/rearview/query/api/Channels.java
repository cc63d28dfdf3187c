package dev.rearview.query.api;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The connections to other services, one for each address. */
@Singleton
public final class Channels {
  /** Longest message taken in; a row is far smaller. */
  private static final int MAX_MESSAGE = 64 * 1024 * 1024;

  private final Map<String, ManagedChannel> byAddress = new ConcurrentHashMap<>();

  /** The connection to {@code host:port}. */
  public ManagedChannel to(String address) {
    return byAddress.computeIfAbsent(address, Channels::open);
  }

  private static ManagedChannel open(String address) {
    int colon = address.lastIndexOf(':');
    String host = colon < 0 ? address : address.substring(0, colon);
    int port = colon < 0 ? 80 : Integer.parseInt(address.substring(colon + 1));
    return ManagedChannelBuilder.forAddress(host, port)
        .usePlaintext()
        .maxInboundMessageSize(MAX_MESSAGE)
        .keepAliveTime(30, TimeUnit.SECONDS)
        .build();
  }

  @PreDestroy
  void close() {
    byAddress.values().forEach(ManagedChannel::shutdownNow);
    byAddress.clear();
  }
}

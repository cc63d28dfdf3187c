package dev.rearview.replay.topology;

import dev.rearview.proto.replay.v1.ReplayGrpc;
import dev.rearview.replay.log.OrderedBytes;
import dev.rearview.replay.log.Shard;
import dev.rearview.streams.Location;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The other instances of replay, asked over gRPC for what they hold. */
public final class Peers implements AutoCloseable {
  private static final long DEADLINE_SECONDS = 30;

  private final Map<Location.There, ManagedChannel> channels = new ConcurrentHashMap<>();

  /** To ask the instance at an address. */
  public ReplayGrpc.ReplayBlockingStub at(Location.There there) {
    ManagedChannel channel =
        channels.computeIfAbsent(
            there,
            at -> ManagedChannelBuilder.forAddress(at.host(), at.port()).usePlaintext().build());
    if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
      // an instance that is back is asked again at once
      channel.resetConnectBackoff();
    }
    return ReplayGrpc.newBlockingStub(channel)
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  /** A partition of one store that the instance at an address holds. */
  OrderedBytes bytes(Location.There there, String store, int partition) {
    return new PeerBytes(() -> at(there), store, partition);
  }

  /** A partition that the instance at an address holds. */
  public Shard shard(Location.There there, int partition) {
    return new Shard(
        new PeerBytes(() -> at(there), Shard.EVENTS, partition),
        new PeerBytes(() -> at(there), Shard.INDEX, partition),
        new PeerBytes(() -> at(there), Shard.STATE, partition));
  }

  @Override
  public void close() {
    channels.values().forEach(ManagedChannel::shutdownNow);
  }
}

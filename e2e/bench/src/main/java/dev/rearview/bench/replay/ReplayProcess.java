package dev.rearview.bench.replay;

import dev.rearview.proto.replay.v1.LogStatsRequest;
import dev.rearview.proto.replay.v1.ReplayGrpc;
import dev.rearview.proto.replay.v1.State;
import dev.rearview.proto.replay.v1.StateRequest;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The service as it is built, in a process of its own, asked over gRPC. */
final class ReplayProcess implements AutoCloseable {
  private static final long STOP_SECONDS = 60;
  private static final long LOOK_NANOS = 50_000_000;

  private final Process process;
  private final ManagedChannel channel;
  private final ReplayGrpc.ReplayBlockingStub replay;

  private ReplayProcess(Process process, int port) {
    this.process = process;
    this.channel = ManagedChannelBuilder.forAddress("localhost", port).usePlaintext().build();
    this.replay = ReplayGrpc.newBlockingStub(channel);
  }

  static ReplayProcess start(Path jar, String bootstrapServers, Path folder) throws IOException {
    int port = freePort();
    Files.createDirectories(folder);
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx1g",
                    "-XX:+UseSerialGC",
                    "--enable-native-access=ALL-UNNAMED",
                    "-Dquarkus.http.port=" + port,
                    "-Dkafka.bootstrap.servers=" + bootstrapServers,
                    "-Drearview.replay.state-dir=" + folder.resolve("state"),
                    "-Drearview.replay.advertised-address=localhost:" + port,
                    "-Drearview.replay.instance-id=bench",
                    "-jar",
                    jar.toString()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("replay.log").toFile()))
            .start();
    return new ReplayProcess(process, port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Returns once it has taken in so many events. */
  void awaitEvents(long events) {
    LogStatsRequest request = LogStatsRequest.newBuilder().setWorld(ShopEvents.WORLD).build();
    while (true) {
      try {
        if (replay.withDeadlineAfter(10, TimeUnit.SECONDS).getLogStats(request).getEvents()
            >= events) {
          return;
        }
      } catch (StatusRuntimeException e) {
        if (!process.isAlive()) {
          throw new IllegalStateException(
              "replay ended with " + process.exitValue() + "; its log is replay.log", e);
        }
        channel.resetConnectBackoff();
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  State state(String component, long atMs) {
    return replay
        .withDeadlineAfter(60, TimeUnit.SECONDS)
        .getState(
            StateRequest.newBuilder()
                .setWorld(ShopEvents.WORLD)
                .setComponentId(component)
                .setToMs(atMs)
                .build());
  }

  @Override
  public void close() {
    channel.shutdownNow();
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}

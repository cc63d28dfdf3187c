package dev.rearview.scanner.api;

import dev.rearview.broker.EmbeddedBroker;
import dev.rearview.proto.event.v1.AppendReply;
import dev.rearview.proto.event.v1.AppendRequest;
import dev.rearview.proto.event.v1.Event;
import dev.rearview.proto.event.v1.IntakeGrpc;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A broker, an ingestion that refuses the first batch for a moment, and the logs of two nodes. */
public class ScannerResource implements QuarkusTestResourceLifecycleManager {
  static final List<Event> TAKEN = new CopyOnWriteArrayList<>();

  private EmbeddedBroker broker;
  private Server ingestion;

  @Override
  public Map<String, String> start() {
    try {
      Path folder = Files.createTempDirectory("scanner-it");
      broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
      ingestion = ServerBuilder.forPort(0).addService(new FakeIntake()).build().start();
      return Map.of(
          "kafka.bootstrap.servers",
          broker.bootstrapServers(),
          "rearview.scanner.state-dir",
          folder.resolve("state").toString(),
          "rearview.scanner.ingestion-address",
          "localhost:" + ingestion.getPort(),
          "rearview.scanner.advertised-address",
          "scanner.example:8086",
          "rearview.scanner.announce-every",
          "500ms",
          "rearview.scanner.nodes.node-1.roots",
          logs(folder, "node-1"),
          "rearview.scanner.nodes.node-2.roots",
          logs(folder, "node-2"),
          "rearview.scanner.formats",
          formats(folder),
          "rearview.clock.at",
          "2024-01-15T15:55:00Z");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String formats(Path folder) throws IOException {
    return Files.writeString(
            folder.resolve("shop.yaml"),
            """
            - name: shop
              description: the shop's own lines
              pattern: '%{iso} <%{level}> %{message}'
              samples:
                - line: '2024-01-15 15:47:23 <ERROR> refused'
                  level: ERROR
            """)
        .toString();
  }

  private static String logs(Path folder, String node) throws IOException {
    Path logs = Files.createDirectories(folder.resolve(node));
    Files.writeString(
        logs.resolve("checkout.log"),
        """
        {"ts":"2024-01-15T15:40:00Z","level":"INFO","service":"checkout","msg":"plain"}
        {"ts":"2024-01-15T15:41:00Z","level":"ERROR","service":"checkout","msg":"failure on %s"}
        {"ts":"2024-01-15T15:42:00Z","level":"INFO","service":"checkout","msg":"plain again"}
        """
            .formatted(node));
    return logs.toString();
  }

  @Override
  public void stop() {
    if (ingestion != null) {
      ingestion.shutdownNow();
    }
    if (broker != null) {
      broker.close();
    }
  }

  private static final class FakeIntake extends IntakeGrpc.IntakeImplBase {
    private final AtomicInteger batches = new AtomicInteger();

    @Override
    public StreamObserver<AppendRequest> append(StreamObserver<AppendReply> replies) {
      return new StreamObserver<>() {
        @Override
        public void onNext(AppendRequest request) {
          AppendReply.Builder reply = AppendReply.newBuilder().setBatch(request.getBatch());
          if (batches.getAndIncrement() == 0) {
            reply.setRetryAfterMs(50);
          } else {
            TAKEN.addAll(request.getEventsList());
            reply.setAccepted(request.getEventsCount());
          }
          replies.onNext(reply.build());
        }

        @Override
        public void onError(Throwable failure) {
          // the scanner went
        }

        @Override
        public void onCompleted() {
          replies.onCompleted();
        }
      };
    }
  }
}

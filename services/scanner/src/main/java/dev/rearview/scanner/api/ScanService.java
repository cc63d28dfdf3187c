package dev.rearview.scanner.api;

import dev.rearview.proto.scan.v1.ScanReply;
import dev.rearview.proto.scan.v1.ScanRequest;
import dev.rearview.proto.scan.v1.ScannerGrpc;
import dev.rearview.scanner.nodes.ServedNode;
import dev.rearview.scanner.nodes.ServedNodes;
import dev.rearview.scanner.scan.ScanPlaces;
import dev.rearview.timeql.plan.NodePart;
import dev.rearview.timeql.syntax.TimeQlException;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.grpc.GrpcService;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Answers scans. A scan that is refused is refused at once: a node that is served elsewhere, a text
 * that is no fragment, or no free place. Each of the others runs on a thread of its own, which ends
 * when the caller goes or the time is up.
 */
@GrpcService
public class ScanService extends ScannerGrpc.ScannerImplBase {
  private static final Logger LOG = Logger.getLogger(ScanService.class);

  private final ServedNodes nodes;
  private final ScanPlaces places;
  private final Clock clock;
  private final MeterRegistry meters;
  private final AtomicLong numbers = new AtomicLong();

  @Inject
  public ScanService(ServedNodes nodes, ScanPlaces places, Clock clock, MeterRegistry meters) {
    this.nodes = nodes;
    this.places = places;
    this.clock = clock;
    this.meters = meters;
    meters.gauge("rearview.scanner.running", places, ScanPlaces::running);
  }

  @Override
  public void scan(ScanRequest request, StreamObserver<ScanReply> observer) {
    ScanBudget budget =
        new ScanBudget(
            request.getFollow()
                ? Duration.ZERO
                : Duration.ofMillis(Integer.toUnsignedLong(request.getDeadlineMs())),
            System::nanoTime);
    ReplyStream replies = new ReplyStream((ServerCallStreamObserver<ScanReply>) observer, budget);
    ServedNode node = nodes.find(request.getNode());
    if (node == null) {
      replies.fail(
          Status.NOT_FOUND.withDescription(
              "this scanner does not serve the node '%s'".formatted(request.getNode())));
      return;
    }
    NodePart part = part(request, replies);
    if (part == null) {
      return;
    }
    ScanPlaces.Place place = places.take(part.follow());
    if (place == null) {
      meters.counter("rearview.scanner.scans.refused").increment();
      replies.fail(Status.RESOURCE_EXHAUSTED.withDescription(places.refusal(part.follow())));
      return;
    }
    // Those that run share the processors.
    int threads =
        Math.max(1, Runtime.getRuntime().availableProcessors() / Math.max(1, places.running()));
    ScanJob job = new ScanJob(node, () -> part(request), threads, clock, replies, budget);
    Thread.ofPlatform()
        .daemon()
        .name("scan-" + numbers.incrementAndGet())
        .start(() -> run(job, place, replies));
  }

  private static @Nullable NodePart part(ScanRequest request, ReplyStream replies) {
    try {
      return part(request);
    } catch (TimeQlException | IllegalArgumentException | DateTimeException e) {
      replies.fail(Status.INVALID_ARGUMENT.withDescription(e.getMessage()));
      return null;
    }
  }

  private static NodePart part(ScanRequest request) {
    return NodePart.read(
        request.getFragment(),
        request.getNowMs(),
        ZoneId.of(request.getZone().isEmpty() ? "UTC" : request.getZone()));
  }

  private void run(ScanJob job, ScanPlaces.Place place, ReplyStream replies) {
    try (place) {
      job.run();
      meters.counter("rearview.scanner.scans").increment();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      replies.fail(Status.CANCELLED.withDescription("the scanner stops"));
    } catch (RuntimeException e) {
      LOG.error("scan failed", e);
      meters.counter("rearview.scanner.scans.failed").increment();
      replies.fail(Status.INTERNAL.withDescription("the scan failed: " + e.getMessage()));
    }
  }
}

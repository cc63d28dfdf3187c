package dev.rearview.ingestion.api;

import dev.rearview.ingestion.intake.EventIntake;
import dev.rearview.ingestion.intake.InFlight;
import dev.rearview.ingestion.intake.IntakeUnavailableException;
import dev.rearview.ingestion.intake.Receipt;
import dev.rearview.ingestion.intake.Submission;
import dev.rearview.proto.EventCodec;
import dev.rearview.proto.event.v1.AppendReply;
import dev.rearview.proto.event.v1.AppendRequest;
import dev.rearview.proto.event.v1.Intake;
import dev.rearview.proto.event.v1.Refusal;
import io.grpc.Status;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The gRPC service {@code Intake}. One batch of a stream is under way at a time; the next is asked
 * for once it is durable, which is what holds a fast sender back.
 */
@GrpcService
public final class IntakeEndpoint implements Intake {
  private final EventIntake intake;
  private final InFlight inFlight;
  private final AppendSettings settings;

  IntakeEndpoint(EventIntake intake, InFlight inFlight, AppendSettings settings) {
    this.intake = intake;
    this.inFlight = inFlight;
    this.settings = settings;
  }

  @Override
  public Multi<AppendReply> append(Multi<AppendRequest> requests) {
    return requests.onItem().transformToUniAndConcatenate(this::append);
  }

  private Uni<AppendReply> append(AppendRequest request) {
    return Uni.createFrom()
        .completionStage(() -> take(request))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .map(receipt -> reply(request, receipt))
        .onFailure(IntakeUnavailableException.class)
        .recoverWithItem(() -> later(request));
  }

  private CompletableFuture<Receipt> take(AppendRequest request) {
    if (request.getEventsCount() > settings.maxEvents()) {
      throw Status.INVALID_ARGUMENT
          .withDescription(
              "a batch has at most %d events, not %d"
                  .formatted(settings.maxEvents(), request.getEventsCount()))
          .asRuntimeException();
    }
    InFlight.Share share = inFlight.tryTake(request.getSerializedSize()).orElse(null);
    if (share == null) {
      return CompletableFuture.failedFuture(
          new IntakeUnavailableException("too many bytes are under way", null));
    }
    try {
      List<Submission> events =
          request.getEventsList().stream()
              .<Submission>map(event -> new Submission.Readable(EventCodec.fromProto(event)))
              .toList();
      String source = request.getSourceId().isEmpty() ? null : request.getSourceId();
      return intake
          .take(events, source, taken -> null)
          .whenComplete((receipt, failure) -> share.close());
    } catch (RuntimeException e) {
      share.close();
      throw e;
    }
  }

  private static AppendReply reply(AppendRequest request, Receipt receipt) {
    AppendReply.Builder reply =
        AppendReply.newBuilder().setBatch(request.getBatch()).setAccepted(receipt.taken().size());
    receipt
        .refused()
        .forEach(refusal ->
            reply.addRefused(
                Refusal.newBuilder()
                    .setIndex(refusal.index())
                    .setCode(refusal.code())
                    .setReason(refusal.reason())));
    return reply.build();
  }

  /** Nothing of the batch counts as taken; the same ids make sending it again harmless. */
  private static AppendReply later(AppendRequest request) {
    return AppendReply.newBuilder()
        .setBatch(request.getBatch())
        .setRetryAfterMs((int) AppendSettings.RETRY_AFTER.toMillis())
        .build();
  }
}

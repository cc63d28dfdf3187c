package dev.rearview.prediction.api;

import dev.rearview.model.ComponentId;
import dev.rearview.model.Worlds;
import dev.rearview.prediction.forecast.Forecasts;
import dev.rearview.prediction.outcome.Outcomes;
import dev.rearview.prediction.wiring.PredictionLifecycle;
import dev.rearview.proto.prediction.v1.PredictRequest;
import dev.rearview.proto.prediction.v1.PredictionGrpc;
import dev.rearview.proto.prediction.v1.Predictions;
import dev.rearview.proto.prediction.v1.WhatIfReply;
import dev.rearview.proto.prediction.v1.WhatIfRequest;
import dev.rearview.streams.StoreUnavailableException;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import io.smallrye.common.annotation.Blocking;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Prediction over gRPC, as the query service asks for it. */
@GrpcService
@Blocking
public class PredictionGrpcService extends PredictionGrpc.PredictionImplBase {
  private static final Logger LOG = Logger.getLogger(PredictionGrpcService.class);

  private final PredictionLifecycle prediction;

  PredictionGrpcService(PredictionLifecycle prediction) {
    this.prediction = prediction;
  }

  @Override
  public void predictNext(PredictRequest request, StreamObserver<Predictions> reply) {
    answer(
        reply,
        () -> {
          List<String> components =
              request.getComponentIdsList().stream()
                  .map(id -> ComponentId.parse(id).toString())
                  .toList();
          var question =
              new Forecasts.Question(
                  world(request.getWorld()),
                  request.getFromMs(),
                  Integer.toUnsignedLong(request.getHorizonMs()),
                  request.getMetricsList(),
                  components);
          return Messages.predictions(
              prediction.forecasts().predict(question), prediction.log().lag());
        });
  }

  @Override
  public void whatIf(WhatIfRequest request, StreamObserver<WhatIfReply> reply) {
    answer(
        reply,
        () ->
            Messages.outcome(
                prediction
                    .outcomes()
                    .whatIf(
                        new Outcomes.Question(
                            world(request.getWorld()),
                            ComponentId.parse(request.getComponentId()).toString(),
                            request.getPatch(),
                            request.hasAtMs() ? (Long) request.getAtMs() : null,
                            Integer.toUnsignedLong(request.getWithinMs())))));
  }

  private static String world(String world) {
    String named = world.isEmpty() ? Worlds.DEFAULT : world;
    if (!Worlds.isValid(named)) {
      throw new IllegalArgumentException("world '%s' is not a world's name".formatted(world));
    }
    return named;
  }

  private static <T> void answer(StreamObserver<T> reply, Supplier<T> question) {
    try {
      reply.onNext(question.get());
      reply.onCompleted();
    } catch (IllegalArgumentException e) {
      reply.onError(Status.INVALID_ARGUMENT.withDescription(e.getMessage()).asRuntimeException());
    } catch (StoreUnavailableException e) {
      reply.onError(Status.UNAVAILABLE.withDescription(e.getMessage()).asRuntimeException());
    } catch (RuntimeException e) {
      LOG.error("call failed", e);
      reply.onError(
          Status.INTERNAL
              .withDescription("an internal error; the service's log has the cause")
              .asRuntimeException());
    }
  }
}

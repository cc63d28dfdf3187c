package dev.rearview.replay.api;

import dev.rearview.proto.replay.v1.State;
import dev.rearview.proto.replay.v1.StateRequest;
import dev.rearview.replay.state.StateAnswer;
import dev.rearview.replay.state.StateQuestion;
import dev.rearview.replay.wiring.ReplayLifecycle;
import dev.rearview.streams.Location;
import io.grpc.StatusRuntimeException;
import jakarta.enterprise.context.ApplicationScoped;

/** States of components: answered here, or by the instance that holds the component. */
@ApplicationScoped
class States {
  private final ReplayLifecycle replay;

  States(ReplayLifecycle replay) {
    this.replay = replay;
  }

  State answer(StateRequest request) {
    return Protos.of(
        answer(
            new StateQuestion(
                Asked.world(request.getWorld()),
                Asked.component(request.getComponentId()),
                request.hasFromMs() ? (Long) request.getFromMs() : null,
                request.getToMs(),
                request.getWithSteps()),
            request.getMinSeq()));
  }

  StateAnswer answer(StateQuestion question, long minSeq) {
    return switch (replay.holdings().locate(question.world(), question.componentId())) {
      case Location.There there -> ask(there, request(question, minSeq));
      case Location.Here h -> replay.service().state(question, minSeq);
      case Location.Unknown u -> replay.service().state(question, minSeq);
    };
  }

  private StateAnswer ask(Location.There there, StateRequest request) {
    try {
      return Protos.answer(replay.peers().at(there).getState(request));
    } catch (StatusRuntimeException e) {
      throw Refusals.of(e);
    }
  }

  private static StateRequest request(StateQuestion question, long minSeq) {
    StateRequest.Builder request =
        StateRequest.newBuilder()
            .setWorld(question.world())
            .setComponentId(question.componentId())
            .setToMs(question.toMs())
            .setWithSteps(question.withSteps())
            .setMinSeq(minSeq);
    if (question.fromMs() != null) {
      request.setFromMs(question.fromMs());
    }
    return request.build();
  }
}

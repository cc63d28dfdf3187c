package dev.rearview.replay.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rearview.http.api.TimeParameter;
import dev.rearview.replay.RefusedException;
import dev.rearview.replay.session.SimulationRequest;
import dev.rearview.replay.session.StateOverride;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What requests carry. Times are epoch milliseconds or ISO-8601 with a zone. */
final class Bodies {
  private Bodies() {}

  /** {@code POST /api/v1/sessions/{id}/simulate}; everything may be absent. */
  record Simulation(
      @Nullable JsonNode from,
      @Nullable JsonNode to,
      @Nullable Long stepMs,
      @Nullable List<Override> overrides,
      @Nullable String rules,
      @Nullable Integer firstFrame,
      @Nullable JsonNode seek,
      @Nullable Boolean backward,
      @Nullable Integer maxFrames) {
    SimulationRequest request(String world, String session) {
      List<StateOverride> placed = new ArrayList<>();
      for (Override override : overrides == null ? List.<Override>of() : overrides) {
        placed.add(override.placed());
      }
      return new SimulationRequest(
          world,
          session,
          time("from", from),
          time("to", to),
          stepMs == null ? 0 : stepMs,
          placed,
          rules,
          new SimulationRequest.View(
              firstFrame,
              time("seek", seek),
              Boolean.TRUE.equals(backward),
              maxFrames == null ? SimulationRequest.View.DEFAULT_MAX_FRAMES : maxFrames));
    }
  }

  /** One component's state is to be changed by a merge patch. */
  record Override(@Nullable String componentId, @Nullable JsonNode patch, @Nullable JsonNode at) {
    StateOverride placed() {
      if (componentId == null || patch == null || !patch.isObject()) {
        throw RefusedException.wrong(
            "bad_override", "an override needs component_id and patch, a JSON object");
      }
      return new StateOverride(
          Asked.component(componentId), patch.toString(), time("overrides.at", at));
    }
  }

  /** {@code POST /api/v1/dependencies/validate}; without ids: all components. */
  record Validate(@Nullable List<String> componentIds, @Nullable JsonNode at) {
    List<String> components() {
      return componentIds == null
          ? List.of()
          : componentIds.stream().map(Asked::component).toList();
    }

    long atMs(long now) {
      Long given = time("at", at);
      return given == null ? now : given;
    }
  }

  private static @Nullable Long time(String name, @Nullable JsonNode value) {
    return value == null || value.isNull() ? null : TimeParameter.millis(name, value.asText());
  }
}

package dev.rearview.replay.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.rearview.integrity.Damage;
import dev.rearview.model.Event;
import dev.rearview.model.EventJson;
import dev.rearview.replay.RefusedException;
import dev.rearview.replay.dependency.Dependency;
import dev.rearview.replay.log.EventRef;
import dev.rearview.replay.session.Departure;
import dev.rearview.replay.session.Frame;
import dev.rearview.replay.state.SkippedDelta;
import dev.rearview.replay.state.StateAnswer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;

/**
 * Answers as JSON: members are the proto's names in snake case, what is absent is left out, states
 * and deltas stand in it as JSON values.
 */
@RegisterForReflection(
    targets = {
      StateAnswer.class,
      StateAnswer.Provenance.class,
      StateAnswer.Coverage.class,
      StateAnswer.Step.class,
      SkippedDelta.class,
      EventRef.class,
      Dependency.class,
      Frame.class,
      Frame.ComponentState.class,
      Frame.Message.class,
      Departure.class,
      Damage.class,
      Views.Component.class,
      Views.Components.class,
      Views.Dependencies.class,
      Views.Cycle.class,
      Views.Validation.class,
      Views.Session.class,
      Views.Sessions.class,
      Views.Diff.class,
      Views.Stats.class,
      Views.Verification.class,
      Views.PathChange.class,
      Views.Entries.class,
      ProofResource.Inclusion.class,
      ProofResource.Consistency.class,
      ProofResource.PublicKeys.class,
      Bodies.Simulation.class,
      Bodies.Override.class,
      Bodies.Validate.class,
    })
final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .addMixIn(StateAnswer.class, RawState.class)
          .addMixIn(StateAnswer.Step.class, RawStep.class)
          .addMixIn(Frame.ComponentState.class, RawState.class)
          .addMixIn(Frame.Basis.class, WireNamed.class)
          .addMixIn(Departure.class, RawValues.class)
          .addMixIn(Departure.Kind.class, WireNamed.class)
          .addMixIn(Damage.Kind.class, WireNamed.class)
          .addModule(new SimpleModule().addSerializer(Event.class, new EventSerializer()))
          .build();

  private Json() {}

  private abstract static class RawState {
    @JsonRawValue
    abstract String state();
  }

  private abstract static class RawStep {
    @JsonRawValue
    abstract String state();

    @JsonRawValue
    abstract String delta();
  }

  private abstract static class RawValues {
    @JsonRawValue
    abstract String recorded();

    @JsonRawValue
    abstract String simulated();
  }

  private abstract static class WireNamed {
    @JsonValue
    abstract String wireName();
  }

  private static final class EventSerializer extends JsonSerializer<Event> {
    @Override
    public void serialize(Event event, JsonGenerator out, SerializerProvider serializers)
        throws IOException {
      EventJson.write(event, out);
    }
  }

  /** One value as JSON, on one line. */
  static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer is always writable", e);
    }
  }

  /**
   * Reads a request's body; empty is an empty object.
   *
   * @throws RefusedException {@code bad_body}
   */
  static <T> T read(String body, Class<T> type) {
    try {
      return MAPPER.readValue(body == null || body.isBlank() ? "{}" : body, type);
    } catch (JsonProcessingException e) {
      throw RefusedException.wrong(
          "bad_body",
          "the body is not what is expected here: %s (line %d, column %d)"
              .formatted(
                  e.getOriginalMessage(),
                  e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                  e.getLocation() == null ? 0 : e.getLocation().getColumnNr()));
    }
  }
}

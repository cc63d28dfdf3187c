package dev.rearview.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flipkart.zjsonpatch.JsonPatch;
import com.flipkart.zjsonpatch.JsonPatchApplicationException;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * The one meaning of a state delta: folds deltas, in the order given, into a component's state.
 *
 * <p>A merge patch follows RFC 7396, a JSON patch RFC 6902, {@code replace} sets the whole state. A
 * delta that does not apply leaves the state as it was and says why.
 */
public final class StateFold {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
          .build();

  private StateFold() {}

  /** What became of one delta. */
  public sealed interface Outcome {
    /** The state after it. */
    JsonNode state();

    /** It applied. */
    record Applied(JsonNode state) implements Outcome {}

    /** It did not apply; the state is the one before it. */
    record Skipped(JsonNode state, String reason) implements Outcome {}
  }

  /** The state of a component that nothing is known of: an empty object. */
  public static JsonNode empty() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Applies one delta. The given state is not changed. */
  public static Outcome apply(JsonNode state, String delta, DeltaFormat format) {
    JsonNode change;
    try {
      change = JSON.readTree(delta);
    } catch (JsonProcessingException e) {
      return new Outcome.Skipped(state, "state_delta is not JSON: " + e.getOriginalMessage());
    }
    return switch (format) {
      case REPLACE -> new Outcome.Applied(change);
      case MERGE_PATCH -> new Outcome.Applied(merge(state, change));
      case JSON_PATCH -> patch(state, change);
      case UNKNOWN -> new Outcome.Skipped(state, "delta_format is not known to this version");
    };
  }

  /** RFC 7396, section 2. */
  private static JsonNode merge(JsonNode target, JsonNode patch) {
    if (!patch.isObject()) {
      return patch;
    }
    ObjectNode result =
        target.isObject()
            ? ((ObjectNode) target).objectNode()
            : JsonNodeFactory.instance.objectNode();
    if (target.isObject()) {
      result.setAll((ObjectNode) target);
    }
    for (Map.Entry<String, JsonNode> member : patch.properties()) {
      if (member.getValue().isNull()) {
        result.remove(member.getKey());
      } else {
        JsonNode before = result.get(member.getKey());
        result.set(member.getKey(), merge(before == null ? empty() : before, member.getValue()));
      }
    }
    return result;
  }

  private static Outcome patch(JsonNode state, JsonNode change) {
    try {
      JsonNode result = state;
      for (JsonNode operation : change) {
        if (removesNothing(result, operation)) {
          return new Outcome.Skipped(
              state, "JSON patch does not apply: nothing to remove at " + operation.path("path"));
        }
        result = JsonPatch.apply(JSON.createArrayNode().add(operation), result);
      }
      return change.isArray()
          ? new Outcome.Applied(result)
          : new Outcome.Skipped(state, "a JSON patch is an array of operations");
    } catch (JsonPatchApplicationException | IllegalArgumentException e) {
      return new Outcome.Skipped(state, "JSON patch does not apply: " + e.getMessage());
    }
  }

  /** RFC 6902, section 4.2: what is removed must exist; the library lets it pass. */
  private static boolean removesNothing(JsonNode state, JsonNode operation) {
    return operation.path("op").asText().equals("remove")
        && state.at(operation.path("path").asText()).isMissingNode();
  }

  /** Reads a state that {@link #canonical} wrote. */
  public static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a state's JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** The state as JSON text with members sorted at every depth: equal states give equal bytes. */
  public static String canonical(JsonNode state) {
    try {
      return JSON.writeValueAsString(sorted(state));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree is always writable", e);
    }
  }

  private static JsonNode sorted(JsonNode node) {
    if (node.isObject()) {
      TreeMap<String, JsonNode> members = new TreeMap<>();
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        members.put(member.getKey(), sorted(member.getValue()));
      }
      ObjectNode result = JsonNodeFactory.instance.objectNode();
      members.forEach(result::set);
      return result;
    }
    if (node.isArray()) {
      var result = JsonNodeFactory.instance.arrayNode(node.size());
      for (Iterator<JsonNode> items = node.elements(); items.hasNext(); ) {
        result.add(sorted(items.next()));
      }
      return result;
    }
    return node;
  }
}

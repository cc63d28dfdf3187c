package dev.rearview.prediction.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rearview.model.DeltaFormat;
import dev.rearview.model.Event;
import dev.rearview.model.Kind;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The parts of a state that an event or a patch sets, by JSON pointer (RFC 6901). */
public final class Leaves {
  /** Most parts of one delta; further ones are not looked at. */
  static final int MAX_LEAVES = 64;

  private static final int MAX_PATH = 200;
  private static final int MAX_VALUE = 1_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What deploy events may say in attributes rather than in a delta. */
  private static final Set<String> DEPLOY_ATTRIBUTES = Set.of("image", "version", "replicas");

  private Leaves() {}

  /** What the event sets: path → JSON text; empty where it changes nothing that can be read. */
  public static Map<String, String> of(Event event) {
    Map<String, String> leaves = new TreeMap<>();
    if (event.stateDelta() != null && event.deltaFormat() != null) {
      try {
        JsonNode delta = JSON.readTree(event.stateDelta());
        if (event.deltaFormat() == DeltaFormat.JSON_PATCH) {
          jsonPatch(delta, leaves);
        } else {
          collect("", delta, leaves);
        }
      } catch (JsonProcessingException e) {
        return Map.of();
      }
    } else if (event.kind() == Kind.DEPLOY) {
      event.attributes().forEach((name, value) -> attribute(name, value, leaves));
    }
    return leaves;
  }

  /**
   * What a merge patch sets.
   *
   * @throws IllegalArgumentException where the text is no JSON object, or sets nothing
   */
  public static Map<String, String> ofPatch(String patch) {
    Map<String, String> leaves = new TreeMap<>();
    try {
      JsonNode node = JSON.readTree(patch);
      if (node == null || !node.isObject()) {
        throw new IllegalArgumentException("patch '%s' is no JSON object".formatted(patch));
      }
      collect("", node, leaves);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "patch '%s' is no JSON: %s".formatted(patch, e.getOriginalMessage()), e);
    }
    if (leaves.isEmpty()) {
      throw new IllegalArgumentException("patch '%s' sets nothing".formatted(patch));
    }
    return leaves;
  }

  private static void collect(String path, JsonNode node, Map<String, String> leaves) {
    if (node.isObject() && !node.isEmpty()) {
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        collect(path + "/" + escape(member.getKey()), member.getValue(), leaves);
      }
    } else if (!path.isEmpty()) {
      put(path, node.toString(), leaves);
    }
  }

  private static void jsonPatch(JsonNode steps, Map<String, String> leaves) {
    for (JsonNode step : steps) {
      String path = step.path("path").asText();
      switch (step.path("op").asText()) {
        case "add", "replace" -> collect(path, step.path("value"), leaves);
        case "remove" -> put(path, "null", leaves);
        default -> {
          // a move, copy or test does not say a value of its own
        }
      }
    }
  }

  private static void attribute(String name, String value, Map<String, String> leaves) {
    if (DEPLOY_ATTRIBUTES.contains(name)) {
      boolean number = value.matches("-?\\d{1,9}");
      put("/" + name, number ? value : JSON.getNodeFactory().textNode(value).toString(), leaves);
    }
  }

  private static void put(String path, String value, Map<String, String> leaves) {
    if (leaves.size() < MAX_LEAVES && path.length() <= MAX_PATH && value.length() <= MAX_VALUE) {
      leaves.put(path, value);
    }
  }

  private static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}

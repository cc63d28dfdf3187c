package dev.rearview.replay.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;

/** Sets one path of a state, without changing the state that was. */
final class StatePath {
  private StatePath() {}

  /**
   * The state with another value at a path; what leads there is made where it is not.
   *
   * @param pointer RFC 6901
   * @param value JSON null removes
   * @throws IllegalArgumentException the path leads into an array beside its items
   */
  static JsonNode with(JsonNode state, String pointer, JsonNode value) {
    List<String> names =
        Arrays.stream(pointer.substring(1).split("/", -1))
            .map(name -> name.replace("~1", "/").replace("~0", "~"))
            .toList();
    return with(state, names, value);
  }

  private static JsonNode with(JsonNode node, List<String> names, JsonNode value) {
    if (names.isEmpty()) {
      return value;
    }
    String name = names.getFirst();
    List<String> rest = names.subList(1, names.size());
    if (node instanceof ArrayNode array) {
      int index = index(array, name);
      ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size()).addAll(array);
      copy.set(index, with(array.get(index), rest, value));
      return copy;
    }
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    if (node instanceof ObjectNode object) {
      copy.setAll(object);
    }
    JsonNode inner = with(copy.path(name), rest, value);
    if (inner.isNull()) {
      copy.remove(name);
    } else {
      copy.set(name, inner);
    }
    return copy;
  }

  private static int index(ArrayNode array, String name) {
    if (name.length() < 10 && name.chars().allMatch(c -> c >= '0' && c <= '9')) {
      int index = name.isEmpty() ? array.size() : Integer.parseInt(name);
      if (index < array.size()) {
        return index;
      }
    }
    throw new IllegalArgumentException(
        "an array of %d items has no '%s'".formatted(array.size(), name));
  }
}

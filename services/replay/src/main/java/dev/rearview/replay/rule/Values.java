package dev.rearview.replay.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.primitives.UnsignedLong;
import dev.cel.common.values.NullValue;
import dev.rearview.model.StateFold;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON as CEL sees it, and back. Whole numbers are {@code int}, others {@code double}; a double
 * that is whole becomes a whole number in JSON.
 */
final class Values {
  private static final JsonNodeFactory JSON = JsonNodeFactory.withExactBigDecimals(true);
  private static final double LARGEST_WHOLE = 1L << 53;

  private Values() {}

  static JsonNode emptyObject() {
    return JSON.objectNode();
  }

  static Object ofJson(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        Map<String, Object> members = LinkedHashMap.newLinkedHashMap(node.size());
        node.properties().forEach(m -> members.put(m.getKey(), ofJson(m.getValue())));
        yield members;
      }
      case ARRAY -> {
        List<Object> items = new ArrayList<>(node.size());
        node.forEach(item -> items.add(ofJson(item)));
        yield items;
      }
      case BOOLEAN -> node.booleanValue();
      case NUMBER ->
          node.isIntegralNumber() && node.canConvertToLong()
              ? (Object) node.longValue()
              : (Object) node.doubleValue();
      case STRING -> node.textValue();
      default -> NullValue.NULL_VALUE;
    };
  }

  /**
   * A value as the node that reading it from JSON text gives, so that equal values are equal nodes.
   *
   * @throws IllegalArgumentException it is of a type that JSON does not have
   */
  static JsonNode toJson(Object value) {
    return StateFold.read(StateFold.canonical(node(value)));
  }

  private static JsonNode node(Object value) {
    return switch (value) {
      case Boolean flag -> JSON.booleanNode(flag);
      case Long number -> JSON.numberNode(number);
      case UnsignedLong number -> JSON.numberNode(number.bigIntegerValue());
      case Double number -> number(number);
      case String text -> JSON.textNode(text);
      case NullValue none -> JSON.nullNode();
      case com.google.protobuf.NullValue none -> JSON.nullNode();
      case List<?> items -> {
        ArrayNode array = JSON.arrayNode();
        items.forEach(item -> array.add(node(item)));
        yield array;
      }
      case Map<?, ?> members -> {
        ObjectNode object = JSON.objectNode();
        members.forEach((name, member) -> object.set(String.valueOf(name), node(member)));
        yield object;
      }
      default ->
          throw new IllegalArgumentException(
              "a %s is no JSON value; string(…) makes a text of it"
                  .formatted(value.getClass().getSimpleName()));
    };
  }

  private static JsonNode number(double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      throw new IllegalArgumentException(number + " is no JSON number");
    }
    return number == Math.rint(number) && Math.abs(number) < LARGEST_WHOLE
        ? JSON.numberNode((long) number)
        : JSON.numberNode(BigDecimal.valueOf(number));
  }
}

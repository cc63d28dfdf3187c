package dev.rearview.replay.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rearview.model.Event;
import dev.rearview.model.StateFold;
import dev.rearview.replay.session.Frame.Message;

/** A message as rules see it. */
final class MessageView {
  private MessageView() {}

  /** Of a recorded one; what was recorded with it stands beside it. */
  static JsonNode of(Message message, Event event) {
    ObjectNode view = envelope(message);
    view.set("payload", object(message.payload()));
    view.set("delta", object(event.stateDelta() == null ? "" : event.stateDelta()));
    view.put("kind", event.kind().wireName());
    event.attributes().forEach(((ObjectNode) view.get("attributes"))::put);
    event.metrics().forEach(((ObjectNode) view.get("metrics"))::put);
    return view;
  }

  /** Of one that a rule sent. */
  static JsonNode of(Message message, JsonNode payload) {
    ObjectNode view = envelope(message);
    view.set("payload", payload);
    return view;
  }

  private static ObjectNode envelope(Message message) {
    ObjectNode view =
        JsonNodeFactory.instance
            .objectNode()
            .put("from", message.from())
            .put("to", message.to())
            .put("basis", message.basis().wireName())
            .put("at_ms", message.atMs())
            .put("text", message.payload())
            .put("kind", "");
    view.set("delta", StateFold.empty());
    view.putObject("attributes");
    view.putObject("metrics");
    return view;
  }

  /** The object that a text holds; else an empty one. */
  private static JsonNode object(String text) {
    if (text.startsWith("{")) {
      try {
        JsonNode read = StateFold.read(text);
        if (read.isObject()) {
          return read;
        }
      } catch (IllegalArgumentException e) {
        return StateFold.empty();
      }
    }
    return StateFold.empty();
  }
}

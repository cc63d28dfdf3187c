package dev.rearview.ingestion.intake;

import dev.rearview.model.Event;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes texts whole: JSON escapes can name halves of characters (unpaired surrogates), which no
 * topic can carry. Each becomes a question mark, here and nowhere later, so that everybody sees the
 * same.
 */
final class WholeText {
  private static final UnaryOperator<String> WHOLE = WholeText::of;

  private WholeText() {}

  /** Rewrites every text of the event. */
  static void in(Event.Builder event) {
    event.message(optional(event.message()));
    event.stateDelta(optional(event.stateDelta()));
    event.reqId(optional(event.reqId()));
    event.requestId(optional(event.requestId()));
    event.sessionId(optional(event.sessionId()));
    event.traceId(optional(event.traceId()));
    event.spanId(optional(event.spanId()));
    event.parentSpanId(optional(event.parentSpanId()));
    event.sourceId(optional(event.sourceId()));
    event.attributes(names(event.attributes(), WHOLE));
    event.metrics(names(event.metrics(), UnaryOperator.identity()));
  }

  static String of(String text) {
    boolean broken = false;
    for (int i = 0; i < text.length() && !broken; i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        boolean pair =
            i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
        broken = !pair;
        i++;
      }
    }
    return broken
        ? new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
        : text;
  }

  private static <V> SortedMap<String, V> names(
      SortedMap<String, V> members, UnaryOperator<V> value) {
    SortedMap<String, V> whole = new TreeMap<>();
    members.forEach((name, member) -> whole.put(of(name), value.apply(member)));
    return whole;
  }

  private static @Nullable String optional(@Nullable String text) {
    return text == null ? null : of(text);
  }
}

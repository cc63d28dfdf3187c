package dev.rearview.causality.event;

import dev.rearview.model.Event;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The little of an event that joins need.
 *
 * @param seq its number in its world; orders events of the same millisecond
 * @param ms event time, epoch milliseconds
 * @param trouble what kind of trouble it is; null: none
 * @param text the beginning of its message, or what stands for one
 */
public record Mark(
    String world,
    String eventId,
    long seq,
    long ms,
    String component,
    @Nullable Trouble trouble,
    boolean error,
    String text,
    @Nullable String spanId,
    @Nullable String parentSpanId) {
  /** Event time, then the order of the log. */
  public static final Comparator<Mark> ORDER =
      Comparator.comparingLong(Mark::ms).thenComparingLong(Mark::seq).thenComparing(Mark::eventId);

  /** Longest text that is kept, in characters. */
  static final int MAX_TEXT = 160;

  public static Mark of(Event event) {
    return of(event, TroubleRules.judge(event));
  }

  /** The mark of an event whose trouble is known from elsewhere. */
  public static Mark of(Event event, @Nullable Trouble trouble) {
    return new Mark(
        event.world(),
        event.id().toString(),
        event.globalSeq(),
        event.timestampMs(),
        event.componentId(),
        trouble,
        event.errorOccurred(),
        text(event),
        shortOrNull(event.spanId()),
        shortOrNull(event.parentSpanId()));
  }

  private static @Nullable String shortOrNull(@Nullable String id) {
    return id == null || id.isEmpty() || id.length() > MAX_TEXT ? null : id;
  }

  /** Whether it comes before the other in the order of events. */
  public boolean isBefore(Mark other) {
    return ORDER.compare(this, other) < 0;
  }

  /** How a sentence names it: {@code error at shop/cart ('…')}. */
  public String describe() {
    String what = trouble != null ? trouble.noun() : error ? "error" : "event";
    return text.isEmpty()
        ? "%s at %s".formatted(what, component)
        : "%s at %s ('%s')".formatted(what, component, text);
  }

  private static String text(Event event) {
    String text = event.message();
    if (text == null) {
      text = event.stateDelta() == null ? "" : event.stateDelta();
    }
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT - 1) + "…";
  }
}

package dev.rearview.console.live;

import dev.rearview.model.Kind;
import dev.rearview.model.Level;
import org.jspecify.annotations.Nullable;

/** What a client of the live stream is told. */
public sealed interface LiveItem {
  /** Its name as a server-sent event. */
  String name();

  /** Its data, one JSON object. */
  String json();

  /**
   * Something happened.
   *
   * @param source which of the topics it was on
   * @param kind of an event; null for anomalies and alerts
   * @param level of an event; an event of kind error without one counts as ERROR
   */
  record Message(
      Source source,
      String world,
      String componentId,
      @Nullable Kind kind,
      @Nullable Level level,
      String json)
      implements LiveItem {
    @Override
    public String name() {
      return source.wireName();
    }
  }

  /**
   * The client was too slow and missed messages, or the stream itself did.
   *
   * @param dropped how many messages that the client's filter lets through
   */
  record Gap(long dropped) implements LiveItem {
    @Override
    public String name() {
      return "gap";
    }

    @Override
    public String json() {
      return "{\"dropped\":%d}".formatted(dropped);
    }
  }

  /** Where a message comes from. */
  enum Source {
    EVENT("event"),
    ANOMALY("anomaly"),
    ALERT("alert");

    private final String wireName;

    Source(String wireName) {
      this.wireName = wireName;
    }

    public String wireName() {
      return wireName;
    }
  }
}

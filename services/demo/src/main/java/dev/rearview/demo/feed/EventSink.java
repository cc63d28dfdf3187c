package dev.rearview.demo.feed;

import dev.rearview.model.Event;
import java.io.IOException;

/** Takes the events of the shop, in order of time. */
public interface EventSink {
  void accept(Event event) throws IOException;

  /** Everything accepted so far is safe once this returns. */
  void flush() throws IOException;
}

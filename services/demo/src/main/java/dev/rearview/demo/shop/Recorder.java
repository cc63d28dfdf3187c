package dev.rearview.demo.shop;

import dev.rearview.model.Event;

/** Takes what happens in the shop, in any order within a few seconds. */
public interface Recorder {
  void log(LogRecord record);

  void event(Event event);
}

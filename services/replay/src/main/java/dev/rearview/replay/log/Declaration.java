package dev.rearview.replay.log;

import java.util.List;

/** What a component said it depends on, and by which event. */
public record Declaration(String componentId, EventRef declaredBy, List<String> dependencies) {
  public Declaration {
    dependencies = List.copyOf(dependencies);
  }
}

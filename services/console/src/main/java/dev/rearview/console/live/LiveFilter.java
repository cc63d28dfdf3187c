package dev.rearview.console.live;

import dev.rearview.model.ComponentId;
import dev.rearview.model.Kind;
import dev.rearview.model.Level;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants to see. Values of one field are alternatives; fields hold together.
 *
 * @param worlds empty: every world
 * @param components component ids, or bare names of components in any namespace; empty: all
 * @param kinds kinds of events, {@code anomaly}, {@code alert}; empty: all
 * @param minimumLevel of events: this level and above; null: all, also those without a level
 */
public record LiveFilter(
    Set<String> worlds, Set<String> components, Set<String> kinds, @Nullable Level minimumLevel) {
  /** Everything. */
  public static final LiveFilter ALL = new LiveFilter(Set.of(), Set.of(), Set.of(), null);

  public LiveFilter {
    worlds = Set.copyOf(worlds);
    components = Set.copyOf(components);
    kinds = Set.copyOf(kinds);
  }

  /**
   * Reads the filter's words.
   *
   * @throws IllegalArgumentException where a word is no component, kind or level; the message says
   *     which and what would be right
   */
  public static LiveFilter parse(
      List<String> worlds, List<String> components, List<String> kinds, @Nullable String level) {
    Set<String> ids = new TreeSet<>();
    components.forEach(text -> ids.add(ComponentId.parse(text).toString()));
    Set<String> names = new TreeSet<>();
    kinds.forEach(text -> names.add(kindName(text)));
    Level minimum = level == null ? null : Level.of(level);
    if (level != null && minimum == null) {
      throw new IllegalArgumentException(
          "level '%s' is none of %s".formatted(level, List.of(Level.values())));
    }
    return new LiveFilter(Set.copyOf(worlds), ids, names, minimum);
  }

  private static String kindName(String text) {
    String name = text.toLowerCase(Locale.ROOT);
    boolean other = name.equals("anomaly") || name.equals("alert");
    if (!other && Kind.of(name) == null) {
      throw new IllegalArgumentException(
          "kind '%s' is none of %s, anomaly, alert".formatted(text, List.of(Kind.values())));
    }
    return name;
  }

  public boolean matches(LiveItem.Message message) {
    return (worlds.isEmpty() || worlds.contains(message.world()))
        && (components.isEmpty() || isNamed(message.componentId()))
        && (kinds.isEmpty() || kinds.contains(kindOf(message)))
        && (minimumLevel == null || reaches(message, minimumLevel));
  }

  private boolean isNamed(String componentId) {
    return components.contains(componentId)
        || components.contains(componentId.substring(componentId.lastIndexOf('/') + 1));
  }

  private static String kindOf(LiveItem.Message message) {
    return message.kind() == null ? message.source().wireName() : message.kind().wireName();
  }

  private static boolean reaches(LiveItem.Message message, Level minimum) {
    if (message.source() != LiveItem.Source.EVENT) {
      return true;
    }
    boolean error = message.kind() == Kind.ERROR && Level.ERROR.isAtLeast(minimum);
    return error || (message.level() != null && message.level().isAtLeast(minimum));
  }
}

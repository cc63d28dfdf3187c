package dev.rearview.replay.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What differs between two states, by JSON pointer (RFC 6901), in the order of the pointers. */
public final class StateDiff {
  private StateDiff() {}

  /**
   * One path that differs.
   *
   * @param before null where the path was not there
   * @param after null where the path is not there any more
   */
  public record Change(String path, @Nullable JsonNode before, @Nullable JsonNode after) {}

  /** The deepest paths that differ; arrays of different length differ as a whole. */
  public static List<Change> between(JsonNode before, JsonNode after) {
    List<Change> changes = new ArrayList<>();
    compare("", before, after, changes);
    return changes;
  }

  /** As {@link #between}, but what was added or removed is taken apart into its members. */
  public static List<Change> leaves(JsonNode before, JsonNode after) {
    List<Change> changes = new ArrayList<>();
    for (Change change : between(before, after)) {
      takeApart(change.path(), change.before(), change.after(), changes);
    }
    return changes;
  }

  private static void takeApart(
      String path, @Nullable JsonNode before, @Nullable JsonNode after, List<Change> changes) {
    JsonNode whole = before == null ? after : before;
    if ((before == null || after == null) && whole instanceof ObjectNode && !whole.isEmpty()) {
      for (var member : whole.properties()) {
        takeApart(
            path + "/" + escape(member.getKey()),
            before == null ? null : member.getValue(),
            after == null ? null : member.getValue(),
            changes);
      }
    } else {
      changes.add(new Change(path, before, after));
    }
  }

  /** Only the pointers. */
  public static List<String> paths(JsonNode before, JsonNode after) {
    return between(before, after).stream().map(Change::path).toList();
  }

  private static void compare(
      String path, @Nullable JsonNode before, @Nullable JsonNode after, List<Change> changes) {
    if (before == null || after == null) {
      if (before != after) {
        changes.add(new Change(path, before, after));
      }
    } else if (before.isObject() && after.isObject()) {
      TreeSet<String> names = new TreeSet<>();
      before.fieldNames().forEachRemaining(names::add);
      after.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        compare(path + "/" + escape(name), before.get(name), after.get(name), changes);
      }
    } else if (before.isArray() && after.isArray() && before.size() == after.size()) {
      for (int i = 0; i < before.size(); i++) {
        compare(path + "/" + i, before.get(i), after.get(i), changes);
      }
    } else if (!before.equals(after)) {
      changes.add(new Change(path, before, after));
    }
  }

  private static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}

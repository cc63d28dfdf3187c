package dev.rearview.query.statement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** States as values, and what differs between two of them. */
final class StateJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private StateJson() {}

  /** A state's JSON as a value; text that is none stays text. */
  static @Nullable Object value(String json) {
    if (json.isEmpty()) {
      return null;
    }
    try {
      return JSON.readValue(json, Object.class);
    } catch (JsonProcessingException e) {
      return json;
    }
  }

  /**
   * A place where two states differ.
   *
   * @param path JSON pointer
   * @param before null where it was not there
   * @param after null where it is not there any more
   */
  record Difference(String path, @Nullable Object before, @Nullable Object after) {}

  /** Where two states differ, by path; a member that is an object on both sides is gone into. */
  static List<Difference> between(@Nullable Object before, @Nullable Object after) {
    List<Difference> differences = new ArrayList<>();
    collect("", before, after, differences);
    return differences;
  }

  private static void collect(
      String path, @Nullable Object before, @Nullable Object after, List<Difference> into) {
    if (before instanceof Map<?, ?> b && after instanceof Map<?, ?> a) {
      TreeSet<String> names = new TreeSet<>();
      b.keySet().forEach(name -> names.add(String.valueOf(name)));
      a.keySet().forEach(name -> names.add(String.valueOf(name)));
      for (String name : names) {
        String escaped = name.replace("~", "~0").replace("/", "~1");
        collect(path + "/" + escaped, b.get(name), a.get(name), into);
      }
    } else if (!Objects.equals(before, after)) {
      into.add(new Difference(path, before, after));
    }
  }
}

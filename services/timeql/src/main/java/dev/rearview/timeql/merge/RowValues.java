package dev.rearview.timeql.merge;

import dev.rearview.engine.record.Values;
import dev.rearview.timeql.answer.AnswerRow;
import dev.rearview.timeql.node.NodeRow;
import dev.rearview.timeql.node.RowColumns;
import dev.rearview.timeql.plan.Plan;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes rows of the answer of nodes' rows. */
final class RowValues {
  private final Plan.Rows plan;
  private final List<String> names;
  private final int[] places;
  private final boolean named;

  RowValues(Plan.Rows plan) {
    this.plan = plan;
    this.names = plan.columns();
    this.places = plan.outputs().stream().mapToInt(Plan.Output::place).toArray();
    this.named = !names.isEmpty() && Set.copyOf(names).size() == names.size();
  }

  /**
   * A row.
   *
   * @param match with context: whether the row is a match
   * @param group with context: its number in the answer
   */
  Map<String, @Nullable Object> of(NodeRow row, boolean match, int group) {
    return named
        ? new Row(row, match, plan.context() == null ? 0 : group)
        : everything(row, match, group);
  }

  private Map<String, @Nullable Object> everything(NodeRow row, boolean match, int group) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (Plan.Output output : plan.outputs()) {
      Object value = row.values().get(output.place());
      if (!output.everything()) {
        values.put(output.name(), value);
      } else if (value instanceof List<?> all) {
        for (int i = 0; i + 1 < all.size(); i += 2) {
          values.putIfAbsent(String.valueOf(all.get(i)), all.get(i + 1));
        }
      }
    }
    if (plan.context() != null) {
      values.put(Plan.Rows.MATCH, match);
      values.put(Plan.Rows.GROUP, (long) group);
    }
    return values;
  }

  /** A row of named columns. */
  private final class Row extends AnswerRow {
    private final NodeRow row;
    private final boolean match;
    private final int group;

    Row(NodeRow row, boolean match, int group) {
      super(names);
      this.row = row;
      this.match = match;
      this.group = group;
    }

    @Override
    public @Nullable Object value(int place) {
      if (place < places.length) {
        return row.values().get(places[place]);
      }
      return place == places.length ? (Object) match : (Object) (long) group;
    }

    @Override
    public int named() {
      return places.length;
    }

    @Override
    public void writeText(int place, OutputStream out) throws IOException {
      if (place < places.length
          && row.values() instanceof RowColumns columns
          && columns.isRaw(places[place])) {
        columns.writeRaw(out);
        return;
      }
      Object value = value(place);
      if (value != null) {
        out.write(Values.text(value).getBytes(StandardCharsets.UTF_8));
      }
    }

    @Override
    public int group() {
      return group;
    }

    @Override
    public boolean isMatch() {
      return match;
    }

    @Override
    public String stream() {
      return row.stream();
    }

    @Override
    public long position() {
      return row.position();
    }
  }
}

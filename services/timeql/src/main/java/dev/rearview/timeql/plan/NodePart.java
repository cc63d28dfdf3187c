package dev.rearview.timeql.plan;

import dev.rearview.engine.aggregate.Aggregate;
import dev.rearview.engine.aggregate.GroupLimits;
import dev.rearview.engine.aggregate.GroupTable;
import dev.rearview.engine.context.ContextSize;
import dev.rearview.engine.expression.Expression;
import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.timeql.syntax.Statement;
import dev.rearview.timeql.syntax.Syntax;
import dev.rearview.timeql.syntax.TimeQlException;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A fragment, read again where the records are, ready to run. For one run: it may hold state.
 *
 * @param columns names of what it gives
 * @param values of rows, in the order of the columns; null where it gives groups. A null within
 *     stands for all fields of the record
 * @param grouping of groups; null where it gives rows
 * @param orderBy of rows: places and directions; empty for the order of time, or for any
 * @param inAnyOrder whether rows may come in any order, which is written ORDER BY NULL; they have
 *     neither a limit nor context then
 * @param limit most matches, the newest where {@code last}; 0: all
 * @param fields every field of a record that it names, for the report
 */
public record NodePart(
    Source source,
    List<String> columns,
    @Nullable List<@Nullable Expression> values,
    @Nullable Grouping grouping,
    List<Extracted> extract,
    @Nullable Expression where,
    TimeRange range,
    List<Plan.SortKey> orderBy,
    boolean inAnyOrder,
    long limit,
    boolean last,
    @Nullable ContextSize context,
    boolean follow,
    Set<Field> fields) {

  /** Keys and aggregates over records. */
  public record Grouping(List<Expression> keys, List<Aggregate> aggregates) {
    public Grouping {
      keys = List.copyOf(keys);
      aggregates = List.copyOf(aggregates);
    }

    /** An empty table for the groups, with the usual bounds. */
    public GroupTable table() {
      return new GroupTable(keys, aggregates, GroupLimits.of(aggregates));
    }
  }

  /** Of a fragment that is run in the process that planned it. */
  public static NodePart of(Fragment fragment) {
    return read(fragment.text(), fragment.nowMs(), fragment.zone());
  }

  /**
   * Of a fragment's text as it arrived.
   *
   * @throws TimeQlException where it is no fragment
   */
  public static NodePart read(String text, long nowMs, ZoneId zone) {
    if (Syntax.fragment(text) instanceof Statement.Select select) {
      return new NodePlanner(select, Request.at(nowMs).withZone(zone)).plan();
    }
    throw new IllegalArgumentException("a fragment is a SELECT, not: " + text);
  }

  /** Whether it gives groups, not rows. */
  public boolean isGrouped() {
    return grouping != null;
  }

  /** What of a record decides whether it is a match: the range and the condition. NULL is null. */
  public @Nullable Boolean matches(LogRecord record) {
    if (!range.contains(record)) {
      return false;
    }
    if (where == null) {
      return true;
    }
    return where.value(record) instanceof Boolean truth ? truth : null;
  }
}

package dev.rearview.timeql.merge;

import dev.rearview.engine.aggregate.GroupLimits;
import dev.rearview.engine.aggregate.GroupTable;
import dev.rearview.engine.aggregate.PartialGroup;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.MapRecord;
import dev.rearview.engine.record.Values;
import dev.rearview.timeql.answer.RowSink;
import dev.rearview.timeql.node.NodeRow;
import dev.rearview.timeql.plan.Plan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Groups of all nodes, then HAVING, ORDER BY, LIMIT over them. */
final class GroupsMerge {
  private final Plan.Groups plan;
  private final List<? extends NodeAnswer> answers;
  private final GroupTable table;

  GroupsMerge(Plan.Groups plan, List<? extends NodeAnswer> answers) {
    this.plan = plan;
    this.answers = answers;
    this.table = new GroupTable(plan.keys(), plan.aggregates(), GroupLimits.of(plan.aggregates()));
  }

  Outcome run(RowSink sink) {
    Giving giving = new Giving(sink, plan.limit(), plan.limitIsAsked());
    OnceById once = new OnceById(plan.partial() ? -1 : plan.inputs().size() - 1);
    for (int i = 0; i < answers.size(); i++) {
      take(i, once);
    }
    giving.bounds(once.boundsHit());
    List<LogRecord> groups = new ArrayList<>();
    for (GroupTable.Group group : table.results()) {
      LogRecord row = row(group);
      if (plan.having() == null || plan.having().holds(row)) {
        groups.add(row);
      }
    }
    groups.sort(order());
    for (LogRecord row : groups) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      plan.outputs().forEach(output -> values.put(output.name(), output.expression().value(row)));
      if (!giving.match(values)) {
        break;
      }
    }
    giving.bounds(table.boundsHit());
    return giving.outcome();
  }

  private void take(int number, OnceById once) {
    NodeAnswer answer = answers.get(number);
    if (plan.partial()) {
      for (PartialGroup g = answer.nextGroup(); g != null; g = answer.nextGroup()) {
        table.merge(g);
      }
      return;
    }
    for (NodeRow row = answer.next(); row != null; row = answer.next()) {
      if (once.isFirst(row)) {
        table.add(new Carried(answer.node(), number, row).named(plan.inputs()).build());
      }
    }
  }

  private LogRecord row(GroupTable.Group group) {
    MapRecord.Builder row = MapRecord.builder();
    for (int i = 0; i < plan.groupColumns().size(); i++) {
      int keys = group.keys().size();
      row.put(
          plan.groupColumns().get(i),
          i < keys ? group.keys().get(i) : group.results().get(i - keys));
    }
    return row.build();
  }

  /** By ORDER BY, then by the keys, so that the answer is the same each time. */
  private Comparator<LogRecord> order() {
    Comparator<LogRecord> order = (a, b) -> 0;
    for (Plan.ComputedSort sort : plan.orderBy()) {
      Comparator<@Nullable Object> values = Values.order(sort.descending());
      order =
          order.thenComparing(
              (a, b) -> values.compare(sort.expression().value(a), sort.expression().value(b)));
    }
    for (String key : plan.groupColumns().subList(0, plan.keys().size())) {
      var field = dev.rearview.engine.record.Field.column(key);
      Comparator<@Nullable Object> values = Values.order(false);
      order = order.thenComparing((a, b) -> values.compare(a.get(field), b.get(field)));
    }
    return order;
  }
}

package dev.rearview.timeql.plan;

import dev.rearview.timeql.syntax.Expr;
import dev.rearview.timeql.syntax.Expr.Literal;
import dev.rearview.timeql.syntax.Position;
import dev.rearview.timeql.syntax.Printer;
import dev.rearview.timeql.syntax.Statement;
import dev.rearview.timeql.syntax.Statement.SelectItem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the columns that the nodes are to send, each once, and writes their SELECT. */
final class NodeSelect {
  private final List<String> printed = new ArrayList<>();
  private final List<SelectItem> items = new ArrayList<>();
  private List<Statement.Extraction> extract = List.of();
  private @Nullable Expr where;
  private TimeRange range = TimeRange.EVERYTHING;
  private List<Expr> groupBy = List.of();
  private List<Statement.OrderItem> orderBy = List.of();
  private @Nullable Literal limit;
  private @Nullable Literal last;
  private Statement.@Nullable Context context;
  private boolean follow;

  /** The place of all fields of the record. */
  int everything() {
    return place("*", new SelectItem.Everything(Position.NONE));
  }

  /** The place of an expression. */
  int column(Expr expr) {
    return place(Printer.print(expr), new SelectItem.Column(expr, null));
  }

  int field(String name) {
    return column(Setting.field(name));
  }

  private int place(String text, SelectItem item) {
    int place = printed.indexOf(text);
    if (place < 0) {
      place = printed.size();
      printed.add(text);
      items.add(item);
    }
    return place;
  }

  NodeSelect extract(List<Statement.Extraction> extract) {
    this.extract = extract;
    return this;
  }

  NodeSelect where(@Nullable Expr where) {
    this.where = where;
    return this;
  }

  NodeSelect range(TimeRange range) {
    this.range = range;
    return this;
  }

  NodeSelect groupBy(List<Expr> groupBy) {
    this.groupBy = groupBy;
    return this;
  }

  NodeSelect orderBy(List<Statement.OrderItem> orderBy) {
    this.orderBy = orderBy;
    return this;
  }

  /** Rows may come in any order: ORDER BY NULL. */
  NodeSelect inAnyOrder() {
    return orderBy(List.of(new Statement.OrderItem(new Expr.Null(Position.NONE), false)));
  }

  NodeSelect limit(long rows) {
    this.limit = Setting.number(rows);
    return this;
  }

  NodeSelect last(long rows) {
    this.last = Setting.number(rows);
    return this;
  }

  NodeSelect context(Statement.@Nullable Context context) {
    this.context = context;
    return this;
  }

  NodeSelect follow(boolean follow) {
    this.follow = follow;
    return this;
  }

  List<Fragment> fragments(Setting setting, List<Source> sources) {
    return sources.stream()
        .map(source -> setting.fragment(source, select(Sources.written(source)), range))
        .toList();
  }

  private Statement.Select select(Statement.Source source) {
    return new Statement.Select(
        Position.NONE,
        items,
        List.of(source),
        extract,
        where,
        Setting.written(range),
        null,
        groupBy,
        null,
        orderBy,
        limit,
        last,
        context,
        follow);
  }
}

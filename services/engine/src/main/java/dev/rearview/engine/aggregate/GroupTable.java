package dev.rearview.engine.aggregate;

import dev.rearview.engine.expression.Expression;
import dev.rearview.engine.expression.Steps;
import dev.rearview.engine.format.FieldReader;
import dev.rearview.engine.format.WrittenRecord;
import dev.rearview.engine.record.Amount;
import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.Values;
import dev.rearview.engine.session.SessionBudget;
import dev.rearview.engine.session.SessionLimits;
import dev.rearview.engine.template.TemplateMiner;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows grouped by keys, with one accumulator per group and aggregate. Without keys there is one
 * group, also where no row came.
 *
 * <p>A key that is {@code bucket} with overlap puts a row into several groups. A key that is {@code
 * template} groups by what the template has become when all rows were seen.
 */
public final class GroupTable {
  /** One group's result. */
  public record Group(List<@Nullable Object> keys, List<@Nullable Object> results) {
    public Group {
      keys = Collections.unmodifiableList(new ArrayList<>(keys));
      results = Collections.unmodifiableList(new ArrayList<>(results));
    }
  }

  private final List<Expression> keys;
  private final List<Aggregate> aggregates;
  private final GroupLimits limits;
  private final Map<List<@Nullable Object>, Accumulator[]> groups = new LinkedHashMap<>();
  private final SessionBudget sessions = new SessionBudget(SessionLimits.DEFAULT_MAX_SESSIONS);
  private final Accumulator @Nullable [] only;
  private final @Nullable GroupMemo memo;
  private final @Nullable Expression[] arguments;
  private long rowsLeftOut;

  public GroupTable(List<Expression> keys, List<Aggregate> aggregates, GroupLimits limits) {
    this.keys = List.copyOf(keys);
    this.aggregates = List.copyOf(aggregates);
    this.limits = limits;
    this.arguments = aggregates.stream().map(Aggregate::argument).toArray(Expression[]::new);
    this.memo = memo(keys);
    this.only = keys.isEmpty() ? empty(sessions) : null;
    if (only != null) {
      groups.put(List.of(), only);
    }
  }

  /** Null where not all keys are fields. */
  private static @Nullable GroupMemo memo(List<Expression> keys) {
    List<Field> fields = new ArrayList<>();
    for (Expression key : keys) {
      if (!(key instanceof Expression.FieldValue value)) {
        return null;
      }
      fields.add(value.field());
    }
    return fields.isEmpty() ? null : new GroupMemo(fields);
  }

  /** Takes a row into its group or groups. */
  public void add(LogRecord row) {
    if (only != null) {
      add(row, only);
      return;
    }
    FieldReader reader =
        memo != null && row instanceof WrittenRecord written ? written.fieldReader() : null;
    if (memo != null && reader != null) {
      Accumulator[] group = memo.find(reader);
      if (group == null) {
        group = group(combinations(row).getFirst());
        if (group != null) {
          memo.remember(group);
        }
      }
      addOrLeaveOut(row, group);
    } else {
      for (List<@Nullable Object> key : combinations(row)) {
        addOrLeaveOut(row, group(key));
      }
    }
  }

  private void addOrLeaveOut(LogRecord row, Accumulator @Nullable [] group) {
    if (group == null) {
      rowsLeftOut++;
    } else {
      add(row, group);
    }
  }

  private void add(LogRecord row, Accumulator[] group) {
    for (int i = 0; i < group.length; i++) {
      Expression argument = arguments[i];
      Object value = argument == null ? null : argument.value(row);
      group[i].add(row, value, argument == null);
    }
  }

  private List<List<@Nullable Object>> combinations(LogRecord row) {
    List<List<@Nullable Object>> all = List.of(new ArrayList<>(keys.size()));
    for (Expression key : keys) {
      List<@Nullable Object> values = values(key, row);
      if (values.size() == 1) {
        all.forEach(one -> one.add(values.getFirst()));
      } else {
        List<List<@Nullable Object>> grown = new ArrayList<>();
        for (List<@Nullable Object> one : all) {
          for (Object value : values) {
            List<@Nullable Object> copy = new ArrayList<>(one);
            copy.add(value);
            grown.add(copy);
          }
        }
        all = grown;
      }
    }
    return all;
  }

  private static List<@Nullable Object> values(Expression key, LogRecord row) {
    switch (key) {
      case Expression.Bucket bucket -> {
        List<java.time.Instant> starts = bucket.starts(row, Steps.NONE);
        return starts.isEmpty() ? one(null) : new ArrayList<>(starts);
      }
      case Expression.Template template -> {
        Object text = template.operand().value(row);
        return one(text == null ? null : template.miner().group(Values.text(text)));
      }
      default -> {
        return one(Values.key(key.value(row)));
      }
    }
  }

  private static List<@Nullable Object> one(@Nullable Object value) {
    List<@Nullable Object> one = new ArrayList<>(1);
    one.add(value);
    return one;
  }

  private Accumulator @Nullable [] group(List<@Nullable Object> key) {
    Accumulator[] group = groups.get(key);
    if (group == null && groups.size() < limits.maxGroups()) {
      group = empty(sessions);
      groups.put(key, group);
    }
    return group;
  }

  private Accumulator[] empty(SessionBudget budget) {
    Accumulator[] group = new Accumulator[aggregates.size()];
    for (int i = 0; i < group.length; i++) {
      group[i] = aggregates.get(i).accumulator(budget);
    }
    return group;
  }

  /** Takes in a group from elsewhere. */
  public void merge(PartialGroup partial) {
    List<@Nullable Object> key = new ArrayList<>(partial.keys().size());
    for (int i = 0; i < keys.size(); i++) {
      Object value = partial.keys().get(i);
      boolean template = keys.get(i) instanceof Expression.Template && value != null;
      key.add(
          template
              ? ((Expression.Template) keys.get(i)).miner().group(Values.text(value))
              : Values.key(value));
    }
    Accumulator[] group = group(key);
    if (group == null) {
      rowsLeftOut++;
      return;
    }
    for (int i = 0; i < group.length; i++) {
      try {
        group[i].read(new DataInputStream(new ByteArrayInputStream(partial.states().get(i))));
      } catch (IOException e) {
        throw new IllegalArgumentException(
            "the partial state of %s is damaged".formatted(aggregates.get(i).function()), e);
      }
    }
  }

  /** The groups in the form that travels, in the order of their first rows. */
  public List<PartialGroup> partials() {
    List<PartialGroup> partials = new ArrayList<>(groups.size());
    settled().forEach((key, group) -> partials.add(new PartialGroup(key, encode(group))));
    return partials;
  }

  private static List<byte[]> encode(Accumulator[] group) {
    return Arrays.stream(group).map(GroupTable::encode).toList();
  }

  private static byte[] encode(Accumulator accumulator) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(32);
    try {
      accumulator.write(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("writing into memory", e);
    }
    return bytes.toByteArray();
  }

  /** The results, in the order of the groups' first rows. */
  public List<Group> results() {
    List<Group> results = new ArrayList<>(groups.size());
    Map<List<@Nullable Object>, Accumulator[]> all = settled();
    for (int i = 0; i < aggregates.size(); i++) {
      int aggregate = i;
      OutlierAccumulator.lookAtAll(
          all.values().stream()
              .map(group -> group[aggregate])
              .filter(OutlierAccumulator.class::isInstance)
              .map(OutlierAccumulator.class::cast)
              .toList());
    }
    all.forEach((key, group) -> {
      List<@Nullable Object> values = new ArrayList<>(group.length);
      for (Accumulator accumulator : group) {
        values.add(accumulator.result());
      }
      results.add(new Group(key, values));
    });
    return results;
  }

  /** Groups by their final keys: templates became texts, and equal texts one group. */
  private Map<List<@Nullable Object>, Accumulator[]> settled() {
    if (keys.stream().noneMatch(key -> key instanceof Expression.Template)) {
      return groups;
    }
    SessionBudget settling = new SessionBudget(SessionLimits.DEFAULT_MAX_SESSIONS);
    Map<List<@Nullable Object>, Accumulator[]> settled = new LinkedHashMap<>();
    groups.forEach((key, group) -> {
      List<@Nullable Object> texts = new ArrayList<>(key.size());
      for (Object value : key) {
        texts.add(value instanceof TemplateMiner.Group g ? g.template().text() : value);
      }
      Accumulator[] into = settled.computeIfAbsent(texts, k -> empty(settling));
      for (int i = 0; i < group.length; i++) {
        into[i].merge(group[i]);
      }
    });
    return settled;
  }

  public int size() {
    return groups.size();
  }

  /** Sentences about bounds that cut the answer; empty where none did. */
  public List<String> boundsHit() {
    List<String> sentences = new ArrayList<>(sessions.boundsHit());
    if (rowsLeftOut > 0) {
      sentences.add(
          "%s because there were more than %,d groups"
              .formatted(
                  Amount.of(rowsLeftOut, "row was left out", "rows were left out"),
                  limits.maxGroups()));
    }
    return sentences;
  }
}

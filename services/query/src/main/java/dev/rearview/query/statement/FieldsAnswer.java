package dev.rearview.query.statement;

import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.FieldTable;
import dev.rearview.timeql.plan.Plan;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code SHOW FIELDS}: the built-in fields, and the records' own as far as a sample of them shows.
 */
final class FieldsAnswer {
  private static final List<String> COLUMNS =
      List.of("field", "type", "built_in", "seen", "meaning", "aliases");

  private final ScannedAnswer scanned;

  FieldsAnswer(ScannedAnswer scanned) {
    this.scanned = scanned;
  }

  void answer(Plan.ShowFields plan, Asked asked) {
    Set<Field> seen = seen(plan, asked);
    asked.rows().columns(COLUMNS);
    for (FieldTable.Row row : FieldTable.rows()) {
      Field field = Field.of(row.builtIn());
      if (!asked.rows().row(builtIn(row, seen.remove(field)))) {
        return;
      }
    }
    Set<String> own = new TreeSet<>();
    seen.stream().filter(field -> field.builtIn() == null).forEach(f -> own.add(f.name()));
    for (String name : own) {
      if (!asked.rows().row(own(name))) {
        return;
      }
    }
  }

  private Set<Field> seen(Plan.ShowFields plan, Asked asked) {
    Set<Field> seen = new HashSet<>();
    scanned.raw(
        plan.fragments(),
        asked,
        row -> {
          if (row.values().getFirst() instanceof List<?> namesAndValues) {
            for (int i = 0; i < namesAndValues.size(); i += 2) {
              seen.add(Field.named(String.valueOf(namesAndValues.get(i))));
            }
          }
        });
    return seen;
  }

  private static Map<String, @Nullable Object> builtIn(FieldTable.Row row, boolean seen) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("field", row.builtIn().fieldName());
    shown.put("type", row.builtIn().type().name().toLowerCase(Locale.ROOT));
    shown.put("built_in", true);
    shown.put("seen", seen);
    shown.put("meaning", row.builtIn().meaning());
    shown.put("aliases", row.spellings().subList(1, row.spellings().size()));
    return shown;
  }

  private static Map<String, @Nullable Object> own(String name) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("field", name);
    shown.put("type", null);
    shown.put("built_in", false);
    shown.put("seen", true);
    shown.put("meaning", null);
    shown.put("aliases", List.of());
    return shown;
  }
}

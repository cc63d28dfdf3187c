package dev.rearview.timeql.answer;

import dev.rearview.engine.record.Values;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Aligned columns for a terminal. Widths are found from the first rows; a cell that is wider than
 * its column is written whole where it is the last, else it pushes what follows.
 */
final class TableWriter implements AnswerWriter {
  /** Rows that widths are found from. */
  private static final int SAMPLED = 200;

  private static final int WIDEST = 60;

  private final OutputStream out;
  private RowTable table = new RowTable();
  private List<String> columns = List.of();
  private int[] widths = new int[0];
  private boolean begun;

  TableWriter(OutputStream out) {
    this.out = out;
  }

  @Override
  public void columns(List<String> names) {
    table.columns(names);
  }

  @Override
  public void row(Map<String, @Nullable Object> row) throws IOException {
    if (begun) {
      line(cells(row));
      return;
    }
    table.add(row);
    if (table.rows().size() >= SAMPLED) {
      begin();
    }
  }

  @Override
  public void pause() throws IOException {
    if (!begun && !table.rows().isEmpty()) {
      begin();
    }
    out.flush();
  }

  @Override
  public void end(Map<String, @Nullable Object> report) throws IOException {
    if (!begun) {
      begin();
    }
    out.flush();
  }

  private void begin() throws IOException {
    begun = true;
    columns = table.columns();
    List<List<String>> all = new ArrayList<>();
    all.add(columns);
    table.rows().forEach(row -> all.add(cells(row)));
    widths = new int[columns.size()];
    for (List<String> cells : all) {
      for (int i = 0; i < cells.size(); i++) {
        widths[i] = Math.max(widths[i], Math.min(WIDEST, length(cells.get(i))));
      }
    }
    if (!columns.isEmpty()) {
      line(columns);
      line(columns.stream().map(c -> "─".repeat(widths[columns.indexOf(c)])).toList());
    }
    for (int i = 1; i < all.size(); i++) {
      line(all.get(i));
    }
    table = new RowTable();
  }

  private List<String> cells(Map<String, @Nullable Object> row) {
    List<String> cells = new ArrayList<>(columns.size());
    for (String column : columns) {
      Object value = row.get(column);
      cells.add(value == null ? "" : printable(Values.text(value)));
    }
    return cells;
  }

  /** A row is one line, and no control character reaches the terminal. */
  private static String printable(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          if (c == '\n') {
            clean.append("↵");
          } else if (c == '\t') {
            clean.append(' ');
          } else if (Character.isISOControl(c)) {
            clean.append('\ufffd');
          } else {
            clean.appendCodePoint(c);
          }
        });
    return clean.toString();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private void line(List<String> cells) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      line.append(cells.get(i));
      if (i + 1 < cells.size()) {
        line.repeat(" ", Math.max(0, widths[i] - length(cells.get(i))) + 2);
      }
    }
    out.write((line.toString().stripTrailing() + '\n').getBytes(StandardCharsets.UTF_8));
  }
}

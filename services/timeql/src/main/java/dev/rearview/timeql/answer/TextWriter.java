package dev.rearview.timeql.answer;

import dev.rearview.engine.record.Values;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows as text, as {@code grep} prints lines: values with tabs between them, NULL is empty, raw
 * text is byte by byte what stands in the file; {@code --} stands between windows of context. The
 * report has no place in it.
 */
final class TextWriter implements AnswerWriter {
  private static final int GATHERED_BYTES = 64 * 1024;
  private static final byte[] BETWEEN_WINDOWS = {'-', '-', '\n'};

  private final Gathered out;
  private final @Nullable Function<AnswerRow, String> origins;
  private List<String> columns = List.of();
  private long window;

  /**
   * @param origins names where a row comes from, to be put before it, with a colon where it is a
   *     match and a hyphen where it is context; null puts nothing before rows
   */
  TextWriter(OutputStream out, @Nullable Function<AnswerRow, String> origins) {
    this.out = new Gathered(out);
    this.origins = origins;
  }

  @Override
  public void columns(List<String> names) {
    columns = List.copyOf(names);
  }

  @Override
  public void row(Map<String, @Nullable Object> row) throws IOException {
    if (row instanceof AnswerRow known) {
      known(known);
    } else {
      other(row);
    }
    out.write('\n');
  }

  private void known(AnswerRow row) throws IOException {
    between(row.group());
    if (origins != null) {
      out.write(origins.apply(row).getBytes(StandardCharsets.UTF_8));
      out.write(row.isMatch() ? ':' : '-');
    }
    for (int i = 0; i < row.named(); i++) {
      if (i > 0) {
        out.write('\t');
      }
      row.writeText(i, out);
    }
  }

  /** A row that came from elsewhere: its last columns may tell of the context. */
  private void other(Map<String, @Nullable Object> row) throws IOException {
    List<String> shown = new ArrayList<>(columns.isEmpty() ? row.keySet() : columns);
    if (row.get("match") instanceof Boolean && row.get("group") instanceof Number group) {
      between(group.longValue());
      shown.removeAll(List.of("match", "group"));
    }
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < shown.size(); i++) {
      Object value = row.get(shown.get(i));
      line.append(i == 0 ? "" : "\t").append(value == null ? "" : Values.text(value));
    }
    out.write(line.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void between(long next) throws IOException {
    if (window != 0 && next != window) {
      out.write(BETWEEN_WINDOWS);
    }
    window = next;
  }

  @Override
  public void pause() throws IOException {
    out.flush();
  }

  @Override
  public void end(Map<String, @Nullable Object> report) throws IOException {
    out.flush();
  }

  /** Gathers what is written, for one thread; it takes no lock for each line. */
  private static final class Gathered extends OutputStream {
    private final OutputStream out;
    private final byte[] bytes = new byte[GATHERED_BYTES];
    private int length;

    Gathered(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      if (length == bytes.length) {
        handOn();
      }
      bytes[length++] = (byte) b;
    }

    @Override
    public void write(byte[] some, int from, int count) throws IOException {
      if (count > bytes.length - length) {
        handOn();
      }
      if (count > bytes.length) {
        out.write(some, from, count);
      } else {
        System.arraycopy(some, from, bytes, length, count);
        length += count;
      }
    }

    private void handOn() throws IOException {
      out.write(bytes, 0, length);
      length = 0;
    }

    @Override
    public void flush() throws IOException {
      handOn();
      out.flush();
    }
  }
}

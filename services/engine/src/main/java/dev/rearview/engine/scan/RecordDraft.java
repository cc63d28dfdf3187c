package dev.rearview.engine.scan;

import dev.rearview.engine.format.EventTime;
import dev.rearview.engine.format.LogFormat;
import dev.rearview.engine.format.ParsedLine;
import org.jspecify.annotations.Nullable;

/** A record while its lines are put together. */
final class RecordDraft {
  private final long offset;
  private final long line;
  private final String firstLine;
  private final String output;
  private final @Nullable EventTime runtime;
  private final LogFormat format;
  private final @Nullable ParsedLine parsed;
  private @Nullable StringBuilder more;
  private long endOffset;
  private int lines = 1;
  private boolean cut;
  private int blanks;

  /**
   * @param parsed what the first line says; null where that is read later
   */
  RecordDraft(AssembledLine first, LogFormat format, @Nullable ParsedLine parsed) {
    this.offset = first.offset();
    this.endOffset = first.endOffset();
    this.line = first.number();
    this.firstLine = first.text();
    this.output = first.output();
    this.runtime = first.runtime();
    this.cut = first.cut();
    this.format = format;
    this.parsed = parsed;
  }

  /**
   * Joins a further line, unless the record would become too long. Blank lines count only where
   * something follows them.
   */
  boolean join(AssembledLine next, ScanLimits limits) {
    if (next.text().isBlank()) {
      blanks++;
      endOffset = next.endOffset();
      return true;
    }
    int length = firstLine.length() + (more == null ? 0 : more.length());
    if (lines + blanks >= limits.maxRecordLines()
        || length + next.text().length() > limits.maxRecordBytes()) {
      return false;
    }
    if (more == null) {
      more = new StringBuilder();
    }
    more.repeat('\n', blanks + 1).append(next.text());
    lines += blanks + 1;
    blanks = 0;
    endOffset = next.endOffset();
    cut |= next.cut();
    return true;
  }

  String text() {
    return more == null ? firstLine : firstLine + more;
  }

  String firstLine() {
    return firstLine;
  }

  long offset() {
    return offset;
  }

  long endOffset() {
    return endOffset;
  }

  long line() {
    return line;
  }

  int lines() {
    return lines;
  }

  String output() {
    return output;
  }

  @Nullable EventTime runtime() {
    return runtime;
  }

  LogFormat format() {
    return format;
  }

  @Nullable ParsedLine parsed() {
    return parsed;
  }

  boolean cut() {
    return cut;
  }
}

package dev.rearview.engine.scan;

import dev.rearview.engine.format.Continuation;
import dev.rearview.engine.format.Formats;
import dev.rearview.engine.format.LogFormat;
import dev.rearview.engine.format.ParsedLine;
import dev.rearview.engine.format.RawFormat;
import org.jspecify.annotations.Nullable;

/**
 * Puts records together: a line that is of the piece's format, or of another, begins a record;
 * others belong to the record before, or are records of raw text.
 */
final class RecordAssembler {
  /** Records of another format in a row, after which that is taken for the piece's. */
  private static final int SWITCH_AFTER = 10;

  private final PieceSource source;
  private final ScanLimits limits;
  private final Formats formats;
  private final PieceCounts counts;
  private LogFormat format;
  private int ofOther;
  private @Nullable RecordDraft draft;

  RecordAssembler(PieceSource source, ReadSettings settings, PieceCounts counts) {
    this.source = source;
    this.limits = settings.limits();
    this.formats = settings.formats();
    this.counts = counts;
    this.format = source.head().format();
  }

  /** Takes a line; answers the record before, where this line ends it. */
  @Nullable FileRecord accept(AssembledLine line) {
    counts.linesCut += line.cut() ? 1 : 0;
    if (draft == null && line.text().isBlank()) {
      return null;
    }
    RecordDraft next = begin(line);
    RecordDraft before = draft;
    if (next == null) {
      if (before == null) {
        next = raw(line);
      } else if (before.join(line, limits)) {
        return null;
      } else {
        counts.recordsSplit++;
        next = raw(line);
      }
    }
    draft = next;
    return before == null ? null : record(before);
  }

  /** The last record, where there is one. */
  @Nullable FileRecord end() {
    RecordDraft last = draft;
    draft = null;
    return last == null ? null : record(last);
  }

  boolean isHolding() {
    return draft != null;
  }

  /** Offset of the first byte that is held back, or the given one. */
  long heldFrom(long offset) {
    return draft == null ? offset : draft.offset();
  }

  private FileRecord record(RecordDraft finished) {
    FileRecord record = new FileRecord(source, finished);
    counts.record(record);
    return record;
  }

  private static RecordDraft raw(AssembledLine line) {
    return new RecordDraft(line, RawFormat.INSTANCE, null);
  }

  /** Null where the line goes on with the record before it. */
  private @Nullable RecordDraft begin(AssembledLine line) {
    String text = line.text();
    RecordDraft before = draft;
    boolean sameOutput = before != null && before.output().equals(line.output());
    if (text.isBlank() || (sameOutput && Continuation.isFrame(text))) {
      return null;
    }
    ParsedLine parsed = format.mayStart(text) ? format.parse(text, source.times()) : null;
    if (parsed != null && format != RawFormat.INSTANCE) {
      ofOther = 0;
      return new RecordDraft(line, format, parsed);
    }
    RecordDraft other = otherFormat(line, sameOutput && format.isMultiLine());
    if (other != null) {
      return other;
    }
    return sameOutput && format.isMultiLine() ? null : raw(line);
  }

  /** Inside a format of many lines only a line with a time of its own is another record. */
  private @Nullable RecordDraft otherFormat(AssembledLine line, boolean needsTime) {
    for (LogFormat other : formats.all()) {
      if (other == format
          || other == RawFormat.INSTANCE
          || !other.mayStart(line.text())
          || !other.starts(line.text(), source.times())) {
        continue;
      }
      ParsedLine parsed = other.parse(line.text(), source.times());
      if (parsed != null && (!needsTime || parsed.time() != null)) {
        if (++ofOther >= SWITCH_AFTER) {
          format = other;
          ofOther = 0;
        }
        return new RecordDraft(line, other, parsed);
      }
    }
    return null;
  }
}

package dev.rearview.engine.scan;

import dev.rearview.engine.format.EventTime;
import dev.rearview.engine.format.LogFormat;
import dev.rearview.engine.format.ParsedLine;
import dev.rearview.engine.format.RawFormat;
import org.jspecify.annotations.Nullable;

/**
 * The record that is being put together: offsets into the window where its text lies there in one
 * piece, else a text of its own. One object for one record after the other.
 */
final class RecordDraft {
  private final ByteWindow window;
  private boolean open;
  private boolean anchored;
  private boolean closed;
  private long offset;
  private long endOffset;
  private long number;
  private String output = "";
  private @Nullable EventTime runtime;
  private LogFormat format = RawFormat.INSTANCE;
  private @Nullable ParsedLine parsed;
  private int lines;
  private int blanks;
  private boolean cut;
  private long textOffset;
  private long firstEnd;
  private long textEnd;
  private @Nullable GrowingBytes own;
  private int ownFirstLength;

  RecordDraft(ByteWindow window) {
    this.window = window;
  }

  /**
   * Begins with a line that lies at an offset and ends before another.
   *
   * @param anchored whether the line surely begins a record, whatever stands before it
   * @param closed whether nothing may go on with it
   * @param format that it is of; where nothing is parsed yet, the first that will be tried
   */
  void begin(
      long lineOffset,
      long lineEnd,
      long lineNumber,
      boolean anchored,
      boolean closed,
      LogFormat format,
      @Nullable ParsedLine parsed) {
    this.open = true;
    this.offset = lineOffset;
    this.endOffset = lineEnd;
    this.number = lineNumber;
    this.anchored = anchored;
    this.closed = closed;
    this.format = format;
    this.parsed = parsed;
    this.lines = 1;
    this.blanks = 0;
    this.own = null;
    this.cut = false;
    this.runtime = null;
  }

  /** Its text so far: bytes of the window, from one offset up to another. */
  void inWindow(String from, long textFrom, long textTo) {
    output = from;
    textOffset = textFrom;
    firstEnd = textTo;
    textEnd = textTo;
  }

  /** Its text so far, which it keeps. */
  void owned(String from, GrowingBytes text, @Nullable EventTime time) {
    output = from;
    own = text;
    ownFirstLength = text.length();
    runtime = time;
  }

  void markCut() {
    cut = true;
    closed = true;
  }

  void addBlank(long lineEnd) {
    blanks++;
    endOffset = lineEnd;
  }

  /** Joins a line whose text lies in the window right behind it. */
  void joinInWindow(long lineEnd, long textTo) {
    textEnd = textTo;
    joined(lineEnd);
  }

  /** Joins a line's text. */
  void joinText(long lineEnd, byte[] bytes, int from, int to) {
    GrowingBytes text = ownText();
    text.append('\n', blanks + 1);
    text.append(bytes, from, to);
    joined(lineEnd);
  }

  private void joined(long lineEnd) {
    lines += blanks + 1;
    blanks = 0;
    endOffset = lineEnd;
  }

  /** From now on the window may forget it. */
  void detach() {
    if (open) {
      ownText();
    }
  }

  private GrowingBytes ownText() {
    GrowingBytes text = own;
    if (text == null) {
      text = new GrowingBytes();
      byte[] bytes = window.bytes();
      text.append(bytes, window.index(textOffset), window.index(textEnd));
      ownFirstLength = (int) (firstEnd - textOffset);
      runtime =
          output.isEmpty()
              ? null
              : Unwrapped.timeOf(bytes, window.index(offset), window.index(textOffset));
      own = text;
    }
    return text;
  }

  /** What was put together; the draft is empty then. */
  FileRecord finish(PieceSource source, @Nullable FieldReaders readers) {
    open = false;
    GrowingBytes text = own;
    if (text != null) {
      return new FileRecord(
          source, readers, this, text.bytes(), 0, ownFirstLength, text.length(), -1, runtime);
    }
    int head = output.isEmpty() ? -1 : window.index(offset);
    return new FileRecord(
        source,
        readers,
        this,
        window.bytes(),
        window.index(textOffset),
        window.index(firstEnd),
        window.index(textEnd),
        head,
        null);
  }

  void reset() {
    open = false;
  }

  boolean isOpen() {
    return open;
  }

  boolean isOwned() {
    return own != null;
  }

  boolean isAnchored() {
    return anchored;
  }

  boolean isClosed() {
    return closed;
  }

  long offset() {
    return offset;
  }

  long endOffset() {
    return endOffset;
  }

  long number() {
    return number;
  }

  String output() {
    return output;
  }

  int lines() {
    return lines;
  }

  /** Offset of the first byte that the window must hold for it; the highest where there is none. */
  long heldFrom() {
    return open && own == null ? offset : Long.MAX_VALUE;
  }

  /** Lines so far, with blank ones at its end. */
  int linesWithBlanks() {
    return lines + blanks;
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

package dev.rearview.engine.scan;

import dev.rearview.engine.format.Continuation;
import dev.rearview.engine.pattern.Beginnings;
import dev.rearview.engine.pattern.Lines;
import java.io.IOException;

/** The lines of a window that begin records whatever stands before them. */
final class Anchors {
  /** Lines that do not begin so go on with no other. */
  static final Beginnings BEGINNINGS =
      new Beginnings(first -> Continuation.mayBeFrame((byte) first));

  private final ByteWindow window;
  private final RecordAssembler records;
  private final int mostLines;
  private final boolean bare;

  /**
   * @param bare whether lines lie in no envelope
   * @param mostLines of a record
   */
  Anchors(ByteWindow window, RecordAssembler records, boolean bare, int mostLines) {
    this.window = window;
    this.records = records;
    this.bare = bare;
    this.mostLines = mostLines;
  }

  /** Whether the line that starts at an index is one. */
  boolean isAt(int line) throws IOException {
    byte[] buffer = window.bytes();
    if (bare
        && !BEGINNINGS.isOdd(buffer[line])
        && !records.formatAt(window.offset(line)).isMultiLine()) {
      return true;
    }
    int end = Lines.end(buffer, line, window.end());
    int text = Lines.textEnd(buffer, line, end, window.end());
    return text > line && records.isAnchor(window.offset(line), buffer, line, text);
  }

  /**
   * Goes back over so many of them before an offset, not beyond another where a record starts; to
   * that one where there are lines without end that are none.
   */
  long back(long offset, int count, long lowest) throws IOException {
    int low = window.index(lowest);
    int at = window.index(offset);
    int left = count;
    int lineLimit = Math.multiplyExact(count, mostLines);
    while (left > 0 && at > low) {
      at = Lines.start(window.bytes(), at - 1, low);
      if (isAt(at)) {
        left--;
      }
      lineLimit--;
      if (lineLimit <= 0) {
        return lowest;
      }
    }
    return window.offset(at);
  }
}

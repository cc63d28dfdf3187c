package dev.rearview.integrity.note;

/** A text is no signed note, no key or no checkpoint: what is wrong, and in which line. */
public final class NoteException extends Exception {
  private static final long serialVersionUID = 1L;
  private final int line;

  /**
   * @param line counted from 1; 0: the text as a whole
   */
  public NoteException(int line, String reason) {
    super(line == 0 ? reason : "line %d: %s".formatted(line, reason));
    this.line = line;
  }

  /** The line at fault, counted from 1; 0: the text as a whole. */
  public int line() {
    return line;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}

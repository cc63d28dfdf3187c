package dev.rearview.integrity.note;

import dev.rearview.integrity.tree.TreeHasher;
import java.util.Base64;
import java.util.List;

/** The lines of a note's text, read one after the other. */
final class NoteLines {
  private static final String TIME = "time ";

  private final List<String> lines;
  private int read;

  NoteLines(String text) {
    lines = text.lines().toList();
  }

  String next(String what) throws NoteException {
    if (read == lines.size()) {
      throw new NoteException(read + 1, "the text ends where its %s should stand".formatted(what));
    }
    String line = lines.get(read++);
    if (line.isEmpty()) {
      throw new NoteException(read, "the %s is empty".formatted(what));
    }
    return line;
  }

  boolean hasNext() {
    return read < lines.size();
  }

  int line() {
    return read;
  }

  /** A number as C2SP writes it: decimal digits, none of them a zero before the number. */
  long number(String what) throws NoteException {
    String line = next(what);
    if (!line.matches("0|[1-9]\\d{0,18}") || line.compareTo(longest(line)) > 0) {
      throw new NoteException(read, "the %s is a decimal number, not '%s'".formatted(what, line));
    }
    return Long.parseLong(line);
  }

  private static String longest(String line) {
    String most = Long.toString(Long.MAX_VALUE);
    return line.length() < most.length() ? line : most;
  }

  byte[] hash(String what) throws NoteException {
    String line = next(what);
    try {
      byte[] hash = Base64.getDecoder().decode(line);
      if (hash.length == TreeHasher.HASH_LENGTH) {
        return hash;
      }
    } catch (IllegalArgumentException e) {
      // answered below, as for a hash of the wrong length
    }
    throw new NoteException(read, "the %s is base64 of 32 bytes, not '%s'".formatted(what, line));
  }

  /** The milliseconds of a line {@code time 1705333643000}; -1 where the line is another. */
  static long time(String line) {
    return line.matches(TIME + "\\d{1,15}") ? Long.parseLong(line.substring(TIME.length())) : -1;
  }

  static String timeLine(long timeMs) {
    return TIME + timeMs + "\n";
  }

  static String base64(byte[] hash) {
    return Base64.getEncoder().encodeToString(hash);
  }
}

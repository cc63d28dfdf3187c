package dev.rearview.engine.format;

import java.util.List;

/** Chooses a file's format by its first lines. */
public final class FormatDetector {
  /** Lines of a file that are looked at. */
  public static final int SAMPLE_LINES = 200;

  private FormatDetector() {}

  /**
   * The format that most of the lines have; of equal ones the most telling. Raw where none has one
   * line in ten.
   *
   * @param lines without envelope; blank ones do not count
   */
  public static LogFormat detect(List<String> lines, TimeContext times) {
    List<String> sample =
        lines.stream().filter(line -> !line.isBlank()).limit(SAMPLE_LINES).toList();
    LogFormat best = RawFormat.INSTANCE;
    long most = sample.size() / 10;
    for (LogFormat format : Formats.all()) {
      if (format == RawFormat.INSTANCE) {
        continue;
      }
      long matching =
          sample.stream()
              .filter(line -> format.mayStart(line) && format.parse(line, times) != null)
              .count();
      if (matching > most) {
        best = format;
        most = matching;
      }
    }
    return best;
  }
}

package dev.rearview.engine.format;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Chooses a file's format by its first lines. */
final class FormatDetection {
  /** One line of so many must be of a format that says more than a level. */
  private static final int TELLING = 20;

  /** One line of so many must be of any other format. */
  private static final int VAGUE = 10;

  /** So many lines of one format, and hardly any of others, tell a file's. */
  private static final int ENOUGH = 40;

  private FormatDetection() {}

  private static boolean isTunable(LogFormat format) {
    return format instanceof PatternFormat pattern && pattern.isTunable();
  }

  static LogFormat of(Formats formats, List<String> lines, TimeContext times) {
    List<String> sample =
        lines.stream().filter(line -> !line.isBlank()).limit(Formats.SAMPLE_LINES).toList();
    TableFormat table = TableFormat.of(sample);
    if (table != null) {
      return table;
    }
    Map<LogFormat, Integer> counts = new LinkedHashMap<>();
    int counted = 0;
    for (String line : sample) {
      if (line.charAt(0) > ' ' && !Continuation.isFrame(line)) {
        counted++;
        LogFormat format = formats.find(line, times);
        if (format != null && counts.merge(format, 1, Integer::sum) == ENOUGH) {
          if (counted <= ENOUGH + ENOUGH / 10 && !isTunable(format)) {
            return format;
          }
        }
      }
    }
    LogFormat best = RawFormat.INSTANCE;
    int most = 0;
    for (LogFormat format : formats.all()) {
      int count = counts.getOrDefault(format, 0);
      boolean telling = format.hasTime() || format.readsWholeRecord();
      if (count > most && count * (telling ? TELLING : VAGUE) >= counted) {
        best = format;
        most = count;
      }
    }
    return best instanceof PatternFormat pattern ? pattern.tunedTo(sample, times) : best;
  }
}

package dev.rearview.engine.format;

import java.util.List;

/** Chooses a file's format by its first lines. */
final class FormatDetection {
  private FormatDetection() {}

  static LogFormat of(List<LogFormat> formats, List<String> lines, TimeContext times) {
    List<String> sample =
        lines.stream().filter(line -> !line.isBlank()).limit(Formats.SAMPLE_LINES).toList();
    LogFormat best = RawFormat.INSTANCE;
    long most = sample.size() / 10;
    for (LogFormat format : formats) {
      if (format == RawFormat.INSTANCE) {
        continue;
      }
      long matching =
          sample.stream()
              .filter(line -> format.mayStart(line) && format.starts(line, times))
              .count();
      if (matching > most) {
        best = format;
        most = matching;
      }
    }
    return best;
  }
}

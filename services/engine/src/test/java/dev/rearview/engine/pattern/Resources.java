package dev.rearview.engine.pattern;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Lists kept beside the tests; a line that starts with "# " is a remark. */
final class Resources {
  private Resources() {}

  static List<String> lines(String name) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Resources.class.getResourceAsStream(name)),
                StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.isEmpty() && !line.startsWith("# ")).toList();
    }
  }
}

package dev.rearview.timeql.syntax;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The examples of the language's reference, for help and for tests. */
public final class Examples {
  private Examples() {}

  /** The statements as they are written there, without their {@code ;}, in order. */
  public static List<String> all() {
    try (InputStream in =
        Objects.requireNonNull(
            Examples.class.getResourceAsStream("/dev/rearview/timeql/examples.timeql"))) {
      return statements(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> statements(String text) {
    List<String> statements = new ArrayList<>();
    StringBuilder statement = new StringBuilder();
    for (String line : text.lines().filter(l -> !l.startsWith("--")).toList()) {
      statement.append(line).append('\n');
      if (line.endsWith(";")) {
        String all = statement.toString().strip();
        statements.add(all.substring(0, all.length() - 1));
        statement.setLength(0);
      }
    }
    return statements;
  }
}

package dev.rearview.scanner.nodes;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A node whose logs this process reads.
 *
 * @param name as queries and answers name it
 * @param roots the only folders below which anything is read
 * @param include file name patterns of plain folders; empty: {@code *.log*} and names without an
 *     extension
 * @param zone of times that say none
 * @param year of times that say none; null: the latest year not after the clock
 */
public record NodeSettings(
    String name, List<Path> roots, List<String> include, ZoneId zone, @Nullable Integer year) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,252}");

  public NodeSettings {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "rearview.scanner.nodes: '%s' is no node's name: letters, digits, '.', '_', '-'"
              .formatted(name));
    }
    if (roots.isEmpty()) {
      throw new IllegalArgumentException(
          "rearview.scanner.nodes.%s.roots is empty: give at least one folder".formatted(name));
    }
    if (year != null && (year < 1970 || year > 2262)) {
      throw new IllegalArgumentException(
          "rearview.scanner.nodes.%s.year is %d: expected 1970 to 2262".formatted(name, year));
    }
    roots = roots.stream().map(root -> root.toAbsolutePath().normalize()).toList();
    include = List.copyOf(include);
  }
}

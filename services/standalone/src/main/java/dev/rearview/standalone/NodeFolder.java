package dev.rearview.standalone;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A folder of logs that stands for a node.
 *
 * @param include patterns of file names; empty: what the scanner takes by itself
 * @param zone of times that say none
 * @param year of times that say none
 */
record NodeFolder(
    String name, Path folder, List<String> include, Optional<ZoneId> zone, Optional<Integer> year) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  NodeFolder {
    if (!NAME.matcher(name).matches()) {
      throw new RefusedException(
          "'%s' is no node's name: up to 63 letters, digits, '.', '_' and '-'".formatted(name));
    }
    include = List.copyOf(include);
  }

  static NodeFolder of(String name, Path folder) {
    return new NodeFolder(name, folder, List.of(), Optional.empty(), Optional.empty());
  }
}

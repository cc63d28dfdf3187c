package dev.rearview.replay.rule;

import dev.rearview.replay.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads the rules of an installation: a file, or the {@code .yaml} and {@code .yml} of a folder.
 */
public final class RuleFolder {
  private RuleFolder() {}

  /**
   * By world.
   *
   * @throws RefusedException {@code bad_rules}
   */
  public static Map<String, Rules> read(Path path) {
    Map<String, List<Rule>> byWorld = new HashMap<>();
    StringBuilder text = new StringBuilder();
    RuleReader reader = new RuleReader();
    try {
      for (Path file : files(path)) {
        String content = Files.readString(file);
        text.append(content);
        RuleReader.RuleFile read = reader.read(String.valueOf(file.getFileName()), content);
        byWorld.computeIfAbsent(read.world(), world -> new ArrayList<>()).addAll(read.rules());
      }
    } catch (IOException e) {
      throw RefusedException.wrong(
          "bad_rules", "the rules at %s cannot be read: %s".formatted(path, e));
    }
    Map<String, Rules> rules = new HashMap<>();
    byWorld.forEach((world, all) -> {
      if (all.size() > Rules.MAX_RULES) {
        throw RefusedException.wrong(
            "bad_rules",
            "world '%s' has %d rules, at most %d".formatted(world, all.size(), Rules.MAX_RULES));
      }
      rules.put(world, new Rules(all, text.toString()));
    });
    return rules;
  }

  private static List<Path> files(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries
          .filter(file -> {
            String name = String.valueOf(file.getFileName());
            return name.endsWith(".yaml") || name.endsWith(".yml");
          })
          .sorted()
          .toList();
    }
  }
}

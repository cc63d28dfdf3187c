package dev.rearview.engine.format;

import dev.rearview.engine.format.DeclarationException.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Formats that users declare in YAML: a list of formats, or one. The keys are those of {@link
 * PatternDeclaration}: {@code name}, {@code description}, {@code pattern} (or {@code patterns}),
 * {@code start}, {@code details}, {@code time}, {@code multiline}, {@code doubled_quotes}, {@code
 * numbers}, {@code levels}, {@code samples}; or, in place of patterns, {@code json} with those of
 * {@link JsonDialect}. {@link FormatYaml} writes a format so.
 */
public final class UserFormats {
  /** Largest file that is read, in bytes. */
  public static final long MAX_BYTES = 1 << 20;

  private UserFormats() {}

  /**
   * The formats that files declare, most telling first.
   *
   * @throws DeclarationException where a file cannot be read or a declaration is wrong; it says
   *     everything that is
   */
  public static List<LogFormat> read(List<Path> files) {
    List<LogFormat> formats = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Path file : files) {
      try {
        if (Files.size(file) > MAX_BYTES) {
          problems.add(problem(file, "has more than %,d bytes".formatted(MAX_BYTES)));
          continue;
        }
        for (LogFormat format : read(Files.readString(file), file.toString())) {
          if (names.add(format.name())) {
            formats.add(format);
          } else {
            problems.add(problem(file, "declares '%s' once more".formatted(format.name())));
          }
        }
      } catch (IOException e) {
        problems.add(problem(file, "cannot be read: " + e.getMessage()));
      } catch (DeclarationException e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new DeclarationException(problems);
    }
    return List.copyOf(formats);
  }

  private static Problem problem(Path file, String what) {
    return new Problem(file.toString(), 1, null, what);
  }

  /**
   * The YAML files of a folder, by name; none where there is no folder.
   *
   * @throws DeclarationException where it cannot be read
   */
  public static List<Path> filesIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new DeclarationException(List.of(problem(folder, "cannot be read: " + e.getMessage())));
    }
  }

  /**
   * The formats that a text declares.
   *
   * @param file its name in messages
   * @throws DeclarationException where a declaration is wrong
   */
  public static List<LogFormat> read(String text, String file) {
    Node root = compose(text, file);
    List<Problem> problems = new ArrayList<>();
    List<LogFormat> formats = new ArrayList<>();
    List<Node> declarations =
        switch (root) {
          case null -> List.of();
          case SequenceNode list -> list.getValue();
          case MappingNode one -> List.of(one);
          default -> List.of(root);
        };
    for (Node declaration : declarations) {
      LogFormat format = new DeclarationReader(file, declaration, problems).format();
      if (format != null) {
        formats.add(format);
      }
    }
    if (!problems.isEmpty()) {
      throw new DeclarationException(problems);
    }
    return List.copyOf(formats);
  }

  private static @Nullable Node compose(String text, String file) {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(50);
    options.setNestingDepthLimit(20);
    try {
      StreamReader reader = new StreamReader(new StringReader(text));
      return new Composer(new ParserImpl(reader, options), new Resolver(), options).getSingleNode();
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw new DeclarationException(
          List.of(new Problem(file, line, null, "is no YAML: " + e.getProblem())));
    }
  }
}

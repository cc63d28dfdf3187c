package dev.rearview.replay.rule;

import dev.cel.runtime.CelRuntime;
import dev.rearview.model.ComponentId;
import dev.rearview.model.Worlds;
import dev.rearview.replay.RefusedException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads rules from YAML. Every scalar is taken as the text that stands there, so that {@code on} is
 * no boolean. Whatever is wrong is refused with {@code bad_rules}: file, rule, line and column.
 */
public final class RuleReader {
  private static final int MAX_TEXT = 256 * 1024;
  private static final int MAX_EFFECTS = 50;
  private static final int MAX_NESTING = 10;
  private static final Pattern ON = Pattern.compile("message(?:\\s+from\\s+(?<from>\\S+))?");
  private static final Pattern POINTER = Pattern.compile("(?:/(?:[^~/]|~[01])*)+");

  private final ExpressionCompiler compiler = new ExpressionCompiler();

  /** The rules of a file and the world that they are for. */
  public record RuleFile(String world, List<Rule> rules) {
    public RuleFile {
      rules = List.copyOf(rules);
    }
  }

  /**
   * Reads one text.
   *
   * @param file its name, for messages
   * @throws RefusedException {@code bad_rules}
   */
  public RuleFile read(String file, String text) {
    Node root = compose(file, text);
    if (root == null) {
      return new RuleFile(Worlds.DEFAULT, List.of());
    }
    Part top = new Part(file, "the file", root);
    Map<String, Part> members = top.members(Set.of("world", "rules"));
    Part world = members.get("world");
    String named = world == null ? Worlds.DEFAULT : world.text();
    if (world != null && !Worlds.isValid(named)) {
      throw world.wrong("world must be 1 to 63 of a-z 0-9 . _ -, not '%s'".formatted(named));
    }
    List<Rule> rules = new ArrayList<>();
    Map<String, Rule> byName = new HashMap<>();
    for (Part part : top.require(members, "rules").items(Rules.MAX_RULES)) {
      Rule rule = rule(part);
      Rule before = byName.put(rule.name(), rule);
      if (before != null) {
        throw part.wrong("a rule of this name stands at line " + before.place().line());
      }
      rules.add(rule);
    }
    return new RuleFile(named, rules);
  }

  private static @Nullable Node compose(String file, String text) {
    if (text.length() > MAX_TEXT) {
      throw RefusedException.wrong(
          "bad_rules",
          "%s has %d characters, at most %d are read".formatted(file, text.length(), MAX_TEXT));
    }
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(0);
    options.setNestingDepthLimit(MAX_NESTING);
    options.setCodePointLimit(MAX_TEXT);
    try {
      return new Yaml(options).compose(new StringReader(text));
    } catch (MarkedYAMLException e) {
      Place at = place(file, e.getProblemMark());
      throw RefusedException.wrong("bad_rules", "%s: not YAML: %s".formatted(at, e.getProblem()));
    } catch (YAMLException e) {
      throw RefusedException.wrong("bad_rules", "%s: not YAML: %s".formatted(file, e.getMessage()));
    }
  }

  private Rule rule(Part part) {
    String name = part.require(part.members(null), "name").text();
    Part named = part.named("rule '" + name + "'");
    Map<String, Part> members =
        named.members(Set.of("name", "component", "on", "where", "set", "send"));
    Rule.@Nullable Named from = from(named.require(members, "on"));
    Part where = members.get("where");
    Map<String, Expression> sets = new LinkedHashMap<>();
    if (members.containsKey("set")) {
      named
          .require(members, "set")
          .members(null)
          .forEach((path, value) ->
              sets.put(pointer(path, value), expression("set " + path, value, false)));
    }
    List<Rule.Sending> sends = new ArrayList<>();
    if (members.containsKey("send")) {
      named.require(members, "send").items(MAX_EFFECTS).forEach(send -> sends.add(sending(send)));
    }
    if (sets.isEmpty() && sends.isEmpty()) {
      throw named.wrong("it neither sets nor sends anything");
    }
    if (sets.size() > MAX_EFFECTS) {
      throw named.wrong("it sets %d paths, at most %d".formatted(sets.size(), MAX_EFFECTS));
    }
    return new Rule(
        name,
        part.place(),
        component(named.require(members, "component")),
        from,
        where == null ? null : expression("where", where, true),
        sets,
        sends);
  }

  private static Rule.@Nullable Named from(Part on) {
    Matcher matcher = ON.matcher(on.text().strip());
    if (!matcher.matches()) {
      throw on.wrong(
          "on is 'message' or 'message from NAMESPACE/NAME', not '%s'".formatted(on.text()));
    }
    String from = matcher.group("from");
    return from == null ? null : component(on, from);
  }

  private Rule.Sending sending(Part part) {
    Map<String, Part> members = part.members(Set.of("to", "payload"));
    Part payload = members.get("payload");
    return new Rule.Sending(
        component(part.require(members, "to")),
        payload == null ? null : expression("payload", payload, false));
  }

  private static Rule.Named component(Part part) {
    return component(part, part.text());
  }

  private static Rule.Named component(Part part, String id) {
    ComponentId component = ComponentId.tryParse(id);
    if (component == null) {
      throw part.wrong("a component is [kind/]namespace/name, not '%s'".formatted(id));
    }
    return new Rule.Named(component.toString(), part.place());
  }

  /** A path is a JSON pointer, or the name of a member of the state. */
  private static String pointer(String path, Part value) {
    String pointer = path.startsWith("/") ? path : "/" + path;
    if (!POINTER.matcher(pointer).matches()) {
      throw value.wrong("'%s' is no JSON pointer (RFC 6901)".formatted(path));
    }
    return pointer;
  }

  private Expression expression(String of, Part part, boolean condition) {
    try {
      CelRuntime.Program program = compiler.compile(part.text(), condition);
      return new Expression(part.of + ", " + of, part.place(), program);
    } catch (ExpressionCompiler.BadExpression e) {
      Place at = e.line() == 1 ? part.place().plus(part.quote() + e.column()) : part.place();
      throw RefusedException.wrong(
          "bad_rules", "%s: %s, %s: %s".formatted(at, part.of, of, e.getMessage()));
    }
  }

  private static Place place(String file, Mark mark) {
    return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  /** A node, and of what it is a part. */
  private record Part(String file, String of, Node node) {
    Part named(String other) {
      return new Part(file, other, node);
    }

    Place place() {
      return RuleReader.place(file, node.getStartMark());
    }

    /** How many characters stand before the text itself. */
    int quote() {
      return node instanceof ScalarNode scalar && !scalar.isPlain() ? 1 : 0;
    }

    String text() {
      if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
        return scalar.getValue();
      }
      throw wrong("a text is expected here");
    }

    List<Part> items(int most) {
      if (!(node instanceof SequenceNode sequence)) {
        throw wrong("a list is expected here");
      }
      if (sequence.getValue().size() > most) {
        throw wrong("at most %d are allowed, not %d".formatted(most, sequence.getValue().size()));
      }
      return sequence.getValue().stream().map(item -> new Part(file, of, item)).toList();
    }

    /**
     * By name.
     *
     * @param known null: any
     */
    Map<String, Part> members(@Nullable Set<String> known) {
      if (!(node instanceof MappingNode mapping)) {
        throw wrong("members with names are expected here");
      }
      Map<String, Part> members = new LinkedHashMap<>();
      for (NodeTuple tuple : mapping.getValue()) {
        Part key = new Part(file, of, tuple.getKeyNode());
        String name = key.text();
        if (known != null && !known.contains(name)) {
          throw key.wrong(
              "'%s' is not known here; there are %s"
                  .formatted(name, known.stream().sorted().toList()));
        }
        if (members.put(name, new Part(file, of, tuple.getValueNode())) != null) {
          throw key.wrong("'%s' stands here twice".formatted(name));
        }
      }
      return members;
    }

    Part require(Map<String, Part> members, String name) {
      Part member = members.get(name);
      if (member == null) {
        throw wrong("'%s' is missing".formatted(name));
      }
      return member;
    }

    RefusedException wrong(String what) {
      return RefusedException.wrong("bad_rules", "%s: %s: %s".formatted(place(), of, what));
    }
  }
}

package dev.rearview.timeql.plan;

import dev.rearview.timeql.syntax.Expr;
import dev.rearview.timeql.syntax.Nearest;
import dev.rearview.timeql.syntax.Position;
import dev.rearview.timeql.syntax.Statement;
import dev.rearview.timeql.syntax.TimeQlException;
import dev.rearview.timeql.syntax.TimeQlException.Code;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Resolves what stands after FROM. */
final class Sources {
  private static final int MOST = 16;
  private static final List<String> NAMES =
      List.of("logs", "file", "events", "changes", "anomalies", "alerts", "nodes");
  private static final Set<String> OUTSIDE = Set.of("elasticsearch", "loki", "splunk", "graylog");

  private Sources() {}

  static List<Source> resolve(List<Statement.Source> written, Source otherwise) {
    if (written.isEmpty()) {
      return List.of(otherwise);
    }
    if (written.size() > MOST) {
      throw new TimeQlException(
          Code.TOO_LARGE,
          written.getFirst().at(),
          written.size() + " sources",
          "at most " + MOST,
          null);
    }
    return written.stream().map(Sources::resolve).distinct().toList();
  }

  private static Source resolve(Statement.Source source) {
    String name = source.name().toLowerCase(Locale.ROOT);
    List<String> arguments = new ArrayList<>();
    source.arguments().forEach(a -> arguments.add(Literals.text(a, "text in '…'")));
    if (OUTSIDE.contains(name)) {
      throw TimeQlException.meaning(
          source.at(), "the outside source " + name, "one of " + String.join(", ", NAMES));
    }
    for (Source.Kind kind : Source.Kind.values()) {
      if (kind.sourceName().equals(name)) {
        return switch (kind) {
          case LOGS -> logs(source, arguments);
          case FILE -> file(source, arguments);
          case EVENTS, CHANGES, ANOMALIES, ALERTS, NODES -> plain(source, kind, arguments);
        };
      }
    }
    throw new TimeQlException(
        Code.MEANING,
        source.at(),
        "the source '" + source.name() + "'",
        "one of " + String.join(", ", NAMES),
        Nearest.of(name, NAMES));
  }

  private static Source plain(Statement.Source source, Source.Kind kind, List<String> arguments) {
    if (!arguments.isEmpty()) {
      throw TimeQlException.meaning(
          source.at(), source.name() + "(…)", source.name() + " without an argument");
    }
    return Source.of(kind);
  }

  private static Source file(Statement.Source source, List<String> arguments) {
    if (arguments.size() != 1) {
      throw TimeQlException.meaning(
          source.at(), "file with " + arguments.size() + " arguments", "file('/path/*.log')");
    }
    return Source.file(arguments.getFirst());
  }

  private static Source logs(Statement.Source source, List<String> arguments) {
    Map<String, String> selector = new LinkedHashMap<>();
    if (arguments.size() > 1) {
      throw TimeQlException.meaning(
          source.at(),
          "logs with " + arguments.size() + " arguments",
          "one selector such as logs('namespace=shop,app=cart')");
    }
    if (!arguments.isEmpty()) {
      Position at = source.arguments().getFirst().at();
      for (String part : arguments.getFirst().split(",", -1)) {
        select(at, part.strip(), selector);
      }
    }
    return new Source(Source.Kind.LOGS, selector);
  }

  private static void select(Position at, String part, Map<String, String> selector) {
    int equal = part.indexOf('=');
    String name = equal < 0 ? part : part.substring(0, equal).strip().toLowerCase(Locale.ROOT);
    String value = equal < 0 ? "" : part.substring(equal + 1).strip();
    if (!Source.SELECTORS.contains(name)) {
      throw new TimeQlException(
          Code.MEANING,
          at,
          "the selector '" + part + "'",
          "name=value with one of " + String.join(", ", Source.SELECTORS),
          Nearest.of(name, Source.SELECTORS));
    }
    boolean truth = value.equals("true") || value.equals("false");
    if (value.isEmpty() || (name.equals("previous") && !truth)) {
      throw TimeQlException.meaning(
          at,
          "the selector '" + part + "'",
          name.equals("previous") ? "previous=true or previous=false" : name + "=value");
    }
    if (selector.putIfAbsent(name, value) != null) {
      throw TimeQlException.meaning(at, "a second " + name, "each selector at most once");
    }
  }

  /** As it is written after FROM. */
  static Statement.Source written(Source source) {
    return switch (source.kind()) {
      case FILE ->
          new Statement.Source(
              Position.NONE,
              "file",
              List.of(new Expr.Text(Position.NONE, source.selector().getOrDefault("path", ""))));
      case LOGS -> {
        List<String> parts = new ArrayList<>();
        source.selector().forEach((name, value) -> parts.add(name + "=" + value));
        yield new Statement.Source(
            Position.NONE,
            "logs",
            parts.isEmpty()
                ? List.of()
                : List.of(new Expr.Text(Position.NONE, String.join(",", parts))));
      }
      case EVENTS, CHANGES, ANOMALIES, ALERTS, NODES ->
          new Statement.Source(Position.NONE, source.kind().sourceName(), List.of());
    };
  }
}

package dev.rearview.bench;

import dev.rearview.bench.measure.Cost;
import dev.rearview.bench.measure.Quartiles;
import dev.rearview.bench.row.Goal;
import dev.rearview.bench.row.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The table as text. */
final class TableText {
  private static final List<String> HEADINGS =
      List.of(
          "query",
          "form",
          "CPU s",
          "wall s",
          "against",
          "CPU s",
          "wall s",
          "median [quartiles]",
          "goal",
          "");

  private TableText() {}

  /** In the form of Markdown, its columns aligned. */
  static String of(List<Line> lines) {
    List<List<String>> cells = new ArrayList<>(List.of(HEADINGS));
    lines.forEach(line -> cells.add(cells(line)));
    int[] widths = new int[HEADINGS.size()];
    for (List<String> row : cells) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      append(text, cells.get(i), widths);
      if (i == 0) {
        for (int width : widths) {
          text.append("|").append("-".repeat(width + 2));
        }
        text.append("|\n");
      }
    }
    return text.toString();
  }

  /** A line for itself, while others are still measured. */
  static String of(Line line) {
    return String.join("  ", cells(line).stream().filter(cell -> !cell.isEmpty()).toList());
  }

  private static void append(StringBuilder text, List<String> row, int[] widths) {
    for (int i = 0; i < widths.length; i++) {
      text.append("| ").append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length()));
      text.append(' ');
    }
    text.append("|\n");
  }

  private static List<String> cells(Line line) {
    return List.of(
        line.query(),
        line.form(),
        seconds(line.cost(), true),
        seconds(line.cost(), false),
        line.peer(),
        seconds(line.peerCost(), true),
        seconds(line.peerCost(), false),
        figure(line.figure(), line.unit()),
        goal(line.goal()),
        verdict(line));
  }

  private static String figure(Quartiles figure, String unit) {
    return String.format(
        Locale.ROOT, "%.2f [%.2f–%.2f] %s", figure.median(), figure.lower(), figure.upper(), unit);
  }

  private static String goal(@Nullable Goal goal) {
    return goal == null
        ? ""
        : String.format(Locale.ROOT, "%s %s", goal.atMost() ? "≤" : "≥", number(goal.bound()));
  }

  private static String verdict(Line line) {
    if (!line.wrong().isEmpty()) {
      return "WRONG ANSWER: " + line.wrong();
    }
    Goal goal = line.goal();
    return goal == null ? "" : goal.reached(line.figure()) ? "reached" : "not reached";
  }

  private static String number(double value) {
    return value == Math.rint(value) && value >= 2
        ? String.valueOf((long) value)
        : String.valueOf(value);
  }

  private static String seconds(@Nullable Cost cost, boolean cpu) {
    return cost == null
        ? ""
        : String.format(Locale.ROOT, "%.3f", (cpu ? cost.cpuNanos() : cost.wallNanos()) / 1e9);
  }
}

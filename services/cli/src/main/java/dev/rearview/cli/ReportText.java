package dev.rearview.cli;

import dev.rearview.engine.record.Amount;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The report of an answer as a person reads it; what is missing is said loudly. */
final class ReportText {
  private final Map<?, ?> report;
  private final String readAll;
  private final PrintWriter err;

  private ReportText(Map<?, ?> report, String readAll, PrintWriter err) {
    this.report = report;
    this.readAll = readAll;
    this.err = err;
  }

  /**
   * Prints a report.
   *
   * @param readAll what makes whoever read the files read all of them, instead of seeking
   * @return the exit code that the answer deserves
   */
  static int print(Map<?, ?> report, String readAll, PrintWriter err) {
    return new ReportText(report, readAll, err).print();
  }

  private int print() {
    boolean complete = Boolean.TRUE.equals(report.get("complete"));
    Object error = report.get("error");
    if (error instanceof Map<?, ?> what) {
      err.println("ERROR: the answer broke off: " + what.get("detail"));
    } else if (!complete) {
      err.println("PARTIAL ANSWER: it does not hold everything that was asked for.");
    }
    for (Object failed : list(map("nodes").get("failed"))) {
      if (failed instanceof Map<?, ?> node) {
        err.println("  missing: %s: %s".formatted(node.get("node"), node.get("reason")));
      }
    }
    for (Object file : list(map("files").get("unreadable_files"))) {
      if (file instanceof Map<?, ?> one) {
        err.println("  unreadable: %s: %s".formatted(one.get("path"), one.get("reason")));
      }
    }
    list(report.get("limits")).forEach(limit -> err.println("  limit: " + limit));
    list(report.get("warnings")).forEach(warning -> err.println("  note: " + warning));
    for (Object unknown : list(report.get("unknown_fields"))) {
      if (unknown instanceof Map<?, ?> field) {
        Object nearest = field.get("nearest");
        err.println(
            "  note: no record has a field %s%s"
                .formatted(
                    field.get("field"), nearest == null ? "" : "; did you mean " + nearest + "?"));
      }
    }
    err.println(summary(complete));
    err.flush();
    return error != null ? 1 : complete ? 0 : Failure.PARTIAL;
  }

  /** Put together without a formatter: the first use of one costs more than a short scan. */
  private String summary(boolean complete) {
    StringBuilder text = new StringBuilder();
    text.append(Amount.of(number(report.get("rows")), "row"));
    long files = number(map("files").get("read"));
    if (number(report.get("records")) > 0 || files > 0) {
      text.append(" from ").append(Amount.of(number(report.get("records")), "record")).append(" (");
      text.append(bytes(number(report.get("bytes")))).append(") in ");
      text.append(Amount.of(files, "file"));
    }
    int nodes = list(map("nodes").get("answered")).size();
    if (nodes > 1) {
      text.append(" of ").append(nodes).append(" places");
    }
    text.append(", ").append(Amount.grouped(number(report.get("elapsed_ms")))).append(" ms");
    long sought = number(map("files").get("sought"));
    if (sought > 0) {
      text.append("; it is assumed, but not yet known, that times rise in ");
      text.append(Amount.of(sought, "file")).append(", ").append(readAll).append(" reads all");
    }
    note(text, "records_without_time", "without a time");
    note(text, "records_without_format", "of no known format");
    note(
        text,
        "null_excluded",
        "left out because the condition is NULL for it",
        "left out because the condition is NULL for them");
    if (Boolean.TRUE.equals(report.get("limited"))) {
      text.append("; the limit is reached");
    }
    text.append(!complete ? "; NOT complete" : sought > 0 ? "; complete if so" : "; complete");
    return text.toString();
  }

  private void note(StringBuilder text, String member, String which) {
    note(text, member, which, which);
  }

  private void note(StringBuilder text, String member, String one, String many) {
    long count = number(report.get(member));
    if (count > 0) {
      text.append("; ").append(Amount.of(count, "record " + one, "records " + many));
    }
  }

  private static String bytes(long count) {
    if (count < 10_000) {
      return Amount.of(count, "byte");
    }
    return count < 10_000_000
        ? Amount.grouped(count / 1_000) + " kB"
        : Amount.grouped(count / 1_000_000) + " MB";
  }

  private Map<?, ?> map(String member) {
    return report.get(member) instanceof Map<?, ?> map ? map : Map.of();
  }

  private static Collection<?> list(@Nullable Object value) {
    return value instanceof Collection<?> list ? list : List.of();
  }

  private static long number(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : 0;
  }
}

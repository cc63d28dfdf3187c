package dev.rearview.bench.row;

import dev.rearview.bench.contender.Answer;
import dev.rearview.bench.contender.Reading;
import dev.rearview.bench.data.AccessLog;
import dev.rearview.bench.data.MixedLog;
import dev.rearview.bench.data.SequenceLog;
import dev.rearview.bench.data.SessionLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every row of the table, with its goals. */
public final class Catalogue {
  private static final long SMALL_FILE_BYTES = 100_000;
  private static final ComparedRow.Files ACCESS = bench -> List.of(bench.data().access());
  private static final ComparedRow.Files JSON = bench -> List.of(bench.data().json());
  private static final ComparedRow.Files MIXED = bench -> List.of(bench.data().mixed());
  private static final ComparedRow.Files SMALL =
      bench -> List.of(bench.data().access(SMALL_FILE_BYTES));
  private static final int LARGE_TO_SMALL = 100;

  private static final String GROUPS =
      "SELECT service, level, count(*) FROM logs GROUP BY service, level";
  private static final String SLOW_ERRORS =
      "SELECT service, count(*), p99(latency_ms) FROM logs"
          + " WHERE level = ERROR AND latency_ms > 500 GROUP BY service";

  private Catalogue() {}

  /** In the order of the table. */
  public static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    rows.add(new ReadRow("plain read of the access log", ACCESS));
    searches(rows);
    structured(rows);
    context(rows);
    rows.add(
        new ThreadsRow(
            "two threads: regex without a literal", found(AccessLog.WITHOUT_LITERAL), ACCESS, 1.8));
    rows.add(new ThreadsRow("two threads: group all lines", GROUPS, JSON, 1.8));
    analysis(rows);
    rows.add(new StartRow("small file", "SELECT count(*) FROM logs WHERE level >= ERROR", SMALL));
    memory(rows);
    rows.add(new VerifyRow("verify an export of the event log"));
    return rows;
  }

  private static void searches(List<Row> rows) {
    rows.add(literal("rare literal", ACCESS, AccessLog.RARE, Goals.atMost(0.9, 0.9)));
    rows.add(literal("common literal, 7 %", ACCESS, AccessLog.COMMON, Goals.atMost(0.9, 1.0)));
    rows.add(
        literal("very frequent literal, 43 %", ACCESS, AccessLog.FREQUENT, Goals.atMost(0.8, 0.8)));
    rows.add(
        regex(
            "case-insensitive literal", "(?i)" + AccessLog.IGNORING_CASE, Goals.atMost(0.7, 0.7)));
    rows.add(
        regex("any of five literals", String.join("|", AccessLog.FIVE), Goals.atMost(1.0, 1.0)));
    rows.add(regex("regex containing a literal", AccessLog.WITH_LITERAL, Goals.atMost(1.0, 1.0)));
    rows.add(regex("regex without a literal", AccessLog.WITHOUT_LITERAL, Goals.atMost(0.35, 0.3)));
    rows.add(literal("rare literal, mixed log", MIXED, MixedLog.RARE, Goals.NONE));
    rows.add(literal("literal in stack traces, mixed log", MIXED, MixedLog.IN_TRACE, Goals.NONE));
  }

  private static void structured(List<Row> rows) {
    rows.add(
        database(
            "level = ERROR AND latency_ms > 500, count and p99 by service",
            SLOW_ERRORS,
            "SELECT service, count(*), quantile_disc(latency_ms, 0.99) FROM %s"
                + " WHERE level = 'ERROR' AND latency_ms > 500 GROUP BY service",
            "level: 'VARCHAR', service: 'VARCHAR', latency_ms: 'BIGINT'",
            Goals.atMost(0.2, 0.2)));
    rows.add(
        database(
            "group all lines by service and level, count",
            GROUPS,
            "SELECT service, level, count(*) FROM %s GROUP BY service, level",
            "level: 'VARCHAR', service: 'VARCHAR'",
            Goals.atMost(0.5, 0.55)));
  }

  private static void context(List<Row> rows) {
    rows.add(
        new ComparedRow(
            "CONTEXT 5 around 10,000 matches",
            "SELECT raw FROM logs WHERE raw CONTAINS '%s' CONTEXT 5"
                .formatted(AccessLog.WITH_CONTEXT),
            ACCESS,
            List.of((bench, file) ->
                bench.peers().ripgrep(file, Reading.LINES, "-F", "-C5", AccessLog.WITH_CONTEXT)),
            Reading.LINES,
            0,
            Goals.atMost(0.9, 1.0)));
  }

  private static void analysis(List<Row> rows) {
    rows.add(
        new TimedRow(
            "A FOLLOWED BY B NOT FOLLOWED BY C WITHIN 5 minutes BY user",
            "MATCH PATTERN WHERE action = 'login_failed' FOLLOWED BY action = 'password_changed'"
                + " NOT FOLLOWED BY action = 'mfa_ok' WITHIN 5 minutes BY user FROM logs",
            bench -> List.of(bench.data().sequences()),
            Reading.ROW_COUNT,
            bench -> Answer.of(SequenceLog.planted(bench.data().records()), 0),
            10));
    rows.add(
        new TimedRow(
            "sessions over four nodes, out of order",
            "SESSIONS BY session_id FROM logs GAP 30 minutes",
            bench -> bench.data().sessions(),
            Reading.ROW_COUNT,
            bench -> Answer.of(SessionLog.sessions(bench.data().records()), bench.data().records()),
            15));
  }

  private static void memory(List<Row> rows) {
    String count = literalStatement(AccessLog.RARE);
    rows.add(
        new MemoryRow(
            "memory: count what is seldom", count, LARGE_TO_SMALL, (b, n) -> b.data().access(n)));
    rows.add(
        new MemoryRow(
            "memory: group everything", GROUPS, LARGE_TO_SMALL, (b, n) -> b.data().json(n)));
  }

  private static Row literal(String query, ComparedRow.Files files, String text, Goals goals) {
    ComparedRow.PeerOf rg =
        (bench, file) -> bench.peers().ripgrep(file, Reading.NUMBER, "-c", "-F", text);
    ComparedRow.PeerOf grep = (bench, file) -> bench.peers().grep(file, "-c", "-F", text);
    return counted(query, literalStatement(text), files, List.of(rg, grep), goals);
  }

  private static Row regex(String query, String pattern, Goals goals) {
    ComparedRow.PeerOf rg =
        (bench, file) -> bench.peers().ripgrep(file, Reading.NUMBER, "-c", pattern);
    return counted(query, found(pattern), ACCESS, List.of(rg), goals);
  }

  private static Row counted(
      String query,
      String statement,
      ComparedRow.Files files,
      List<ComparedRow.PeerOf> peers,
      Goals goals) {
    return new ComparedRow(query, statement, files, peers, Reading.ROWS, 0, goals);
  }

  /** In its best form: the wanted columns are declared, so that it need not find them out. */
  private static Row database(
      String query, String statement, String sql, String columns, Goals goals) {
    ComparedRow.PeerOf duckdb =
        (bench, file) -> Optional.of(bench.peers().database(sql.formatted(table(file, columns))));
    return new ComparedRow(query, statement, JSON, List.of(duckdb), Reading.ROWS, 0.02, goals);
  }

  private static String table(Path file, String columns) {
    return "read_json('%s', format = 'newline_delimited', columns = {%s})".formatted(file, columns);
  }

  private static String literalStatement(String text) {
    return "SELECT count(*) FROM logs WHERE raw CONTAINS '%s'".formatted(text);
  }

  private static String found(String pattern) {
    return "SELECT count(*) FROM logs WHERE raw =~ '%s'".formatted(pattern);
  }
}

package dev.rearview.timeql.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyntaxTest {
  static Stream<String> examples() {
    return Examples.all().stream();
  }

  @Test
  void theReferenceHasAllItsExamples() {
    assertThat(Examples.all()).hasSize(37);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleIsReadAndPrintedBack(String example) {
    Statement statement = Syntax.statement(example + ";");
    String printed = Printer.print(statement);
    assertThat(Syntax.statement(printed)).as(printed).isEqualTo(statement);
    assertThat(Printer.print(Syntax.statement(printed))).isEqualTo(printed);
    assertThat(Syntax.statement(example.toLowerCase(java.util.Locale.ROOT))).isNotNull();
  }

  @Test
  void aThousandRandomStatementsArePrintedAndReadBack() {
    for (int seed = 0; seed < 1_500; seed++) {
      Statement statement = new RandomStatements(new Random(seed)).statement();
      String printed = Printer.print(statement);
      assertThat(read(printed, seed)).as("seed %d: %s", seed, printed).isEqualTo(statement);
    }
  }

  private static Statement read(String text, int seed) {
    try {
      return Syntax.statement(text);
    } catch (TimeQlException e) {
      throw new AssertionError("seed " + seed + ": " + text, e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "SELECT ts FROM logs WHERE a = 1 OR b = 2 AND NOT c = 3"
            + "|SELECT ts FROM logs WHERE a = 1 OR b = 2 AND NOT c = 3",
        "select TS from Logs where (a = 1 or b = 2) and c not like 'x'"
            + "|SELECT TS FROM Logs WHERE (a = 1 OR b = 2) AND c NOT LIKE 'x'",
        "SELECT a-b-c, a-(b-c), -x, - -5 FROM logs|SELECT a - b - c, a - (b - c), -x, -(-5) FROM logs",
        "SELECT * FROM logs FROM '15:40' TO '15:50'"
            + "|SELECT * FROM logs SINCE '15:40' UNTIL '15:50'",
        "SELECT * FROM logs LIMIT 5 UNTIL 'now' WHERE a SINCE 1h30m"
            + "|SELECT * FROM logs WHERE a SINCE 90m UNTIL 'now' LIMIT 5",
        "SELECT * FROM logs WHERE d > 1.5 s|SELECT * FROM logs WHERE d > 1500ms",
        "SELECT * FROM logs WHERE d > 90 min|SELECT * FROM logs WHERE d > 90m",
        "SELECT select, limit AS `from` FROM logs WHERE where = since SINCE 5m"
            + "|SELECT `select`, `limit` AS `from` FROM logs WHERE `where` = `since` SINCE 5m",
        "SELECT a.from.`b c`, `odd name` FROM logs -- why"
            + "|SELECT a.from.`b c`, `odd name` FROM logs",
        "SELECT min(x), count(DISTINCT y), bucket(5 minutes, EVERY 1 minute) FROM logs"
            + "|SELECT min(x), count(DISTINCT y), bucket(5m, EVERY 1m) FROM logs",
        "SELECT * FROM logs WHERE ok IN LAST 5m|SELECT * FROM logs WHERE ok IN LAST 5m",
        "SELECT * FROM logs WHERE m = 'it''s'|SELECT * FROM logs WHERE m = 'it''s'",
        "SELECT * FROM logs CONTEXT 3 BEFORE|SELECT * FROM logs CONTEXT 3 BEFORE",
        "TRAVERSE FROM evt FOLLOWING forward|TRAVERSE FROM :evt FOLLOWING FORWARD",
        "ROOT CAUSE OF session|ROOT CAUSE OF :session",
      })
  void hasOneSpelling(String written, String canonical) {
    assertThat(Printer.print(Syntax.statement(written.strip()))).isEqualTo(canonical.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "SELCT * FROM logs|1|1|'SELCT'|SELECT",
        "SELECT * FORM logs|1|10|'FORM'|FROM",
        "SELECT * FROM logs WHRE a = 1|1|20|'WHRE'|WHERE",
        "SELECT * FROM logs GROUP service|1|26|'service'|",
        "SELECT * FROM logs WHERE a = |1|29|the end of the statement|",
        "SELECT * FROM logs SINCE|1|25|the end of the statement|",
        "SELECT * FROM logs WHERE m = 'x|1|30|text that does not end|",
        "SELECT * FROM logs LIMIT 5 LIMIT 6|1|28|a second LIMIT|",
        "SELECT * FROM logs SINCE 5m IN LAST 1h|1|29|a second range of time|",
        "SELECT * FROM logs SINCE 5m SINCE 6m|1|29|a second SINCE|",
        "SELECT * FROM logs IN LAST 1h UNTIL 'now'|1|31|a second range of time|",
        "SELECT * FROM logs; SELECT 1|1|21|'SELECT'|",
        "SELECT * FROM logs WHERE d > 5 parsecs|1|32|'parsecs'|",
        "SELECT * FROM logs SINCE 5secunds|1|26|'secunds'|seconds",
        "SELECT a FROM logs WHERE a ? 1|1|28|'?'|",
        "MATCH PATTERN WHERE a FOLOWED BY b|1|23|'FOLOWED'|FOLLOWED",
        "MATCH PATTERN WHERE a {3,2}|1|23|'{3,2}'|",
        "SHOW NODE|1|6|'NODE'|NODES",
        "TRAVERSE FROM 'x' FOLLOWING backwards|1|29|'backwards'|BACKWARD",
        "EXPLAIN EXPLAIN SELECT a FROM logs|1|9|'EXPLAIN'|",
        "STATE AT|1|9|the end of the statement|",
        "|1|1|the end of the statement|",
      })
  void saysWhatIsWrong(String text, int line, int column, String found, String nearest) {
    TimeQlException e =
        catchThrowableOfType(
            TimeQlException.class, () -> Syntax.statement(text == null ? "" : text.strip()));
    assertThat(e).as(text).isNotNull();
    assertThat(List.of(e.line(), e.column())).as(e.getMessage()).isEqualTo(List.of(line, column));
    assertThat(e.found()).isEqualTo(found);
    assertThat(e.nearest()).as(e.getMessage()).isEqualTo(nearest);
    assertThat(e.getMessage()).contains("expected ");
  }

  @Test
  void printsAlternatives() {
    String text = "MATCH PATTERN WHERE (a: x = 1 | b: y = 2) {2} NOT FOLLOWED BY z WITHIN 1m";
    assertThat(Printer.print(Syntax.statement(text.replace("y = 2", "(y = 2)")))).isEqualTo(text);
  }

  @Test
  void tellsDoubleQuotesFromText() {
    TimeQlException e =
        catchThrowableOfType(
            TimeQlException.class, () -> Syntax.statement("SHOW FIELDS FROM \"logs\""));
    assertThat(e)
        .hasMessage(
            "line 1, column 18: found \", expected text in '…', an odd field name in `…`;"
                + " did you mean '?");
  }

  @Test
  void namesTheLine() {
    TimeQlException e =
        catchThrowableOfType(
            TimeQlException.class, () -> Syntax.statement("SELECT *\n  FROM logs\n WHER a"));
    assertThat(e).hasMessageStartingWith("line 3, column 2: found 'WHER'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "NOT ", "- ", "f(", "NOT (", "x IN (", "(a: ", "a = ("})
  void refusesDepthBeforeTheStackEnds(String opening) throws Exception {
    for (int times : new int[] {30, 60, 64, 100, 10_000}) {
      String text = "MATCH PATTERN WHERE " + opening.repeat(times) + "x";
      Throwable[] thrown = new Throwable[1];
      Thread small =
          new Thread(
              null,
              () ->
                  thrown[0] =
                      org.assertj.core.api.Assertions.catchThrowable(() -> Syntax.statement(text)),
              "small stack",
              400_000);
      small.start();
      small.join();
      if (!opening.equals("NOT ") && !opening.equals("- ")) {
        assertThat(thrown[0]).isInstanceOf(TimeQlException.class);
      } else if (thrown[0] != null) {
        assertThat(thrown[0]).isInstanceOf(TimeQlException.class);
      }
    }
  }

  @Test
  void readsDeepAndWideStatementsThatAreWithinTheLimits() {
    String deep = "(".repeat(60) + "a" + ")".repeat(60);
    assertThat(Syntax.statement("SELECT * FROM logs WHERE " + deep)).isNotNull();
    String wide = "a = 1" + " OR a = 1".repeat(5_000);
    assertThat(Syntax.statement("SELECT * FROM logs WHERE " + wide)).isNotNull();
    String items = "1" + ", 1".repeat(20_000);
    assertThat(Syntax.statement("SELECT * FROM logs WHERE a IN (" + items + ")")).isNotNull();
  }

  @Test
  void refusesLengthAndChains() {
    assertThat(code("SELECT " + "a".repeat(Syntax.MAX_LENGTH)))
        .isEqualTo(TimeQlException.Code.TOO_LARGE);
    assertThat(code("SELECT 1" + "+1".repeat(500) + " FROM logs"))
        .isEqualTo(TimeQlException.Code.TOO_LARGE);
  }

  private static TimeQlException.Code code(String text) {
    return catchThrowableOfType(TimeQlException.class, () -> Syntax.statement(text)).code();
  }
}

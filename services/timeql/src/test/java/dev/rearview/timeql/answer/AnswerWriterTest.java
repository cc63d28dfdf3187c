package dev.rearview.timeql.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.model.Level;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerWriterTest {
  private static String written(AnswerFormat format, List<String> columns) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AnswerWriter writer = AnswerWriter.of(format, out);
    writer.columns(columns);
    Map<String, @Nullable Object> first = new LinkedHashMap<>();
    first.put("ts", Instant.parse("2024-01-15T15:47:23.5Z"));
    first.put("level", Level.ERROR);
    first.put("message", "a \"b\", c\nd");
    first.put("took", Duration.ofMillis(1_500));
    writer.row(first);
    Map<String, @Nullable Object> second = new LinkedHashMap<>();
    second.put("ts", null);
    second.put("n", 5L);
    second.put("ok", true);
    second.put("list", List.of("x", 1L));
    writer.row(second);
    writer.end(new LinkedHashMap<>(Map.of("complete", true)));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void writesNdjsonWithTheReportLast() throws IOException {
    assertThat(written(AnswerFormat.NDJSON, List.of()))
        .isEqualTo(
            """
            {"ts":"2024-01-15T15:47:23.500Z","level":"ERROR","message":"a \\"b\\", c\\nd","took":"PT1.5S"}
            {"ts":null,"n":5,"ok":true,"list":["x",1]}
            {"report":{"complete":true}}
            """);
  }

  @Test
  void writesTextWithTabsBetweenValues() throws IOException {
    assertThat(written(AnswerFormat.TEXT, List.of("level", "message", "n")))
        .isEqualTo("ERROR\ta \"b\", c\nd\t\n\t\t5\n");
  }

  @Test
  void writesTextWithALineBetweenWindowsOfContext() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AnswerWriter writer = AnswerWriter.of(AnswerFormat.TEXT, out);
    writer.columns(List.of("raw", "match", "group"));
    writer.row(Map.of("raw", "a", "match", false, "group", 1L));
    writer.row(Map.of("raw", "b", "match", true, "group", 1L));
    writer.row(Map.of("raw", "c", "match", true, "group", 2L));
    writer.end(Map.of());
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("a\nb\n--\nc\n");
  }

  @Test
  void writesJsonWithColumnsRowsAndReport() throws IOException {
    assertThat(written(AnswerFormat.JSON, List.of("ts", "level", "message", "took")).strip())
        .startsWith("{\"columns\":[\"ts\",\"level\",\"message\",\"took\"")
        .contains("[\"2024-01-15T15:47:23.500Z\",\"ERROR\"")
        .endsWith("\"report\":{\"complete\":true}}");
  }

  @Test
  void writesCsvThatCanBeReadBack() throws IOException {
    assertThat(written(AnswerFormat.CSV, List.of()))
        .isEqualTo(
            "ts,level,message,took,n,ok,list\r\n"
                + "2024-01-15T15:47:23.500Z,ERROR,\"a \"\"b\"\", c\nd\",PT1.5S,,,\r\n"
                + ",,,,5,true,\"[\"\"x\"\",1]\"\r\n");
  }

  @Test
  void alignsATableAndKeepsControlCharactersFromTheTerminal() throws IOException {
    assertThat(written(AnswerFormat.TABLE, List.of("level", "message")))
        .isEqualTo(
            """
            level  message     ts                        took    n  ok    list
            ─────  ──────────  ────────────────────────  ──────  ─  ────  ───────
            ERROR  a "b", c↵d  2024-01-15T15:47:23.500Z  PT1.5S
                                                                 5  true  ["x",1]
            """);
  }
}

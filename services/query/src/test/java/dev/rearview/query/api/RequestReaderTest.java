package dev.rearview.query.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rearview.http.api.ProblemException;
import dev.rearview.query.request.QueryLimits;
import dev.rearview.query.request.QueryRequest;
import dev.rearview.timeql.answer.AnswerFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestReaderTest {
  private static final Instant NOW = Instant.parse("2024-01-15T15:55:00Z");
  private final RequestReader reader =
      new RequestReader(
          new QueryLimits(4, Duration.ofSeconds(30), Duration.ofMinutes(10), 10_000, 1_000_000));

  @Test
  void aPlainTextIsTheStatementAndTheRestHasItsDefaults() {
    QueryRequest request = reader.read("SHOW NODES", "text/plain", null, Map.of(), NOW);

    assertThat(request.statement()).isEqualTo("SHOW NODES");
    assertThat(request.format()).isEqualTo(AnswerFormat.NDJSON);
    assertThat(request.circumstances().world()).isEqualTo("default");
    assertThat(request.circumstances().zone()).isEqualTo(ZoneOffset.UTC);
    assertThat(request.circumstances().nowMs()).isEqualTo(NOW.toEpochMilli());
    assertThat(request.circumstances().timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(request.circumstances().maxRows()).isEqualTo(10_000);
  }

  @Test
  void jsonMembersSayEverything() {
    QueryRequest request =
        reader.read(
            """
            {"query": "SELECT * FROM logs WHERE a IN (:as)", "world": "w", "timeout": "2m",
             "time_zone": "Europe/Berlin", "max_rows": 5, "now": "2024-01-15T10:00:00Z",
             "format": "csv", "parameters": {"as": [1, "x", null], "b": 1.5}}
            """,
            "application/json; charset=utf-8",
            null,
            Map.of(),
            NOW);

    assertThat(request.statement()).startsWith("SELECT");
    assertThat(request.format()).isEqualTo(AnswerFormat.CSV);
    assertThat(request.circumstances().world()).isEqualTo("w");
    assertThat(request.circumstances().timeout()).isEqualTo(Duration.ofMinutes(2));
    assertThat(request.circumstances().zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(request.circumstances().maxRows()).isEqualTo(5);
    assertThat(request.circumstances().nowMs())
        .isEqualTo(Instant.parse("2024-01-15T10:00:00Z").toEpochMilli());
    assertThat(request.circumstances().parameters())
        .containsEntry("b", 1.5)
        .containsEntry("as", java.util.Arrays.asList(1L, "x", null));
  }

  @Test
  void urlParametersWorkWithoutABody() {
    QueryRequest request =
        reader.read(
            null,
            null,
            "application/json;q=0.9, text/html",
            Map.of("q", "SHOW NODES", "timeout", "500", "param.id", "x"),
            NOW);

    assertThat(request.statement()).isEqualTo("SHOW NODES");
    assertThat(request.format()).isEqualTo(AnswerFormat.JSON);
    assertThat(request.circumstances().timeout()).isEqualTo(Duration.ofMillis(500));
    assertThat(request.circumstances().parameters()).isEqualTo(Map.of("id", "x"));
  }

  @Test
  void whatIsWrongIsRefusedWithItsValue() {
    for (Map<String, String> url :
        List.of(
            Map.of("timeout", "11m"),
            Map.of("timeout", "0"),
            Map.of("max_rows", "0"),
            Map.of("max_rows", "1000001"),
            Map.of("world", "No World"),
            Map.of("time_zone", "Mars/Olympus"),
            Map.of("format", "table"),
            Map.of("now", "yesterday"))) {
      String value = url.values().iterator().next();
      assertThatThrownBy(() -> reader.read("SHOW NODES", "text/plain", null, url, NOW))
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining(value);
    }
    assertThatThrownBy(() -> reader.read(" ", "text/plain", null, Map.of(), NOW))
        .hasMessageContaining("no statement");
    assertThatThrownBy(() -> reader.read("{", "application/json", null, Map.of(), NOW))
        .hasMessageContaining("not JSON");
  }
}

package dev.rearview.e2e.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.e2e.harness.Answer;
import dev.rearview.e2e.harness.Api;
import dev.rearview.e2e.harness.CaughtUp;
import dev.rearview.e2e.harness.SharedDemo;
import dev.rearview.timeql.syntax.Examples;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each runs as it is written and has an answer; the clock is that of the examples. */
class ExamplesIT {
  private static Api api;

  @BeforeAll
  static void start() {
    api = SharedDemo.get().api();
    CaughtUp.await(SharedDemo.get());
  }

  static List<String> finite() {
    return Examples.all().stream().filter(example -> !example.endsWith("FOLLOW")).toList();
  }

  static List<String> endless() {
    return Examples.all().stream().filter(example -> example.endsWith("FOLLOW")).toList();
  }

  @ParameterizedTest
  @MethodSource("finite")
  void anExampleHasACompleteAnswer(String statement) {
    Answer answer =
        api.query(statement, Map.of("parameters", Map.of("event_id", CaughtUp.VISIBLE_ERROR)));

    assertThat(answer.status()).as("%s", answer.problem()).isEqualTo(200);
    assertThat(answer.rows()).as("%s", answer.report()).isNotEmpty();
    assertThat(answer.complete()).as("%s", answer.report()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("endless")
  void anExampleThatFollowsGoesOnGivingRows(String statement) throws IOException {
    try (BufferedReader rows =
        new BufferedReader(new InputStreamReader(api.follow(statement), StandardCharsets.UTF_8))) {
      assertThat(rows.readLine()).contains("checkout");
      assertThat(rows.readLine()).contains("checkout");
    }
  }
}

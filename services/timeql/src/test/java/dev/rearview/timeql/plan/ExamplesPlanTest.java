package dev.rearview.timeql.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.timeql.syntax.Examples;
import dev.rearview.timeql.syntax.Statement;
import dev.rearview.timeql.syntax.Syntax;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesPlanTest {
  static final Request REQUEST =
      Request.at(Instant.parse("2024-01-15T15:55:00Z").toEpochMilli())
          .withParameters(Map.of("event_id", "018d0d8e-7b1e-7c44-9d0e-2f6a1b2c3d4e"));

  static Stream<String> examples() {
    return Examples.all().stream();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleHasAPlanAndItsFragmentsMeanTheSameOnANode(String example) {
    Statement statement = Syntax.statement(example);
    Planner.check(statement, REQUEST);
    var subquery = Subqueries.next(statement);
    if (subquery.isPresent()) {
      assertThat(Planner.plan(subquery.get(), REQUEST)).isInstanceOf(Plan.Rows.class);
      statement = Subqueries.bind(statement, subquery.get(), List.of("req-1", "req-2"));
    }
    Plan plan = Planner.plan(statement, REQUEST);
    if (plan instanceof Plan.Scanned scanned) {
      assertThat(scanned.fragments()).isNotEmpty();
      for (Fragment fragment : scanned.fragments()) {
        NodePart node = NodePart.of(fragment);
        assertThat(node.columns()).isNotEmpty();
        assertThat(node.range()).isEqualTo(fragment.range());
        assertThat(node.source()).isEqualTo(fragment.source());
        assertThat(node.follow()).isEqualTo(fragment.follow());
      }
    }
    assertThat(Explanation.of(plan)).isNotEmpty();
  }
}

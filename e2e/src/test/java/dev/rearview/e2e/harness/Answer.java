package dev.rearview.e2e.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * An answer to a TimeQL statement.
 *
 * @param status HTTP status
 * @param rows one object each, in the answer's order
 * @param report the report of completeness; a missing node where the statement was refused
 * @param problem the problem document of a refusal; else a missing node
 */
public record Answer(int status, List<JsonNode> rows, JsonNode report, JsonNode problem) {
  public Answer {
    rows = List.copyOf(rows);
  }

  /** Whether the report says that nothing is missing. */
  public boolean complete() {
    return report.path("complete").asBoolean(false);
  }
}

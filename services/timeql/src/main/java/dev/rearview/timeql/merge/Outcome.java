package dev.rearview.timeql.merge;

import java.util.List;

/**
 * What became of a merge, for the report.
 *
 * @param rows how many were given, context included
 * @param limited whether the statement's own LIMIT or LAST may have left rows out
 * @param cut whether the request's {@code max_rows} left rows out
 * @param boundsHit sentences about other bounds that cut the answer
 * @param warnings sentences
 */
public record Outcome(
    long rows, boolean limited, boolean cut, List<String> boundsHit, List<String> warnings) {
  public Outcome {
    boundsHit = List.copyOf(boundsHit);
    warnings = List.copyOf(warnings);
  }
}

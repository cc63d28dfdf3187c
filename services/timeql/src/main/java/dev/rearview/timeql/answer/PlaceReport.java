package dev.rearview.timeql.answer;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one place where records lie says of its part of an answer: a node, or a service that holds
 * records.
 *
 * @param isService whether it is a service
 * @param filesSought of those read or skipped, judged by the times at some places, while it is not
 *     known yet whether all rise
 * @param unreadable reasons by path, at most 100; {@code filesUnreadable} counts all
 * @param records tested against the filter
 * @param formats how many of the records looked into were of which format
 * @param unknownFields named by the fragment, in no record
 * @param knownFields for the nearest names
 * @param boundsHit sentences: what was cut, and at which bound
 * @param first earliest time of what was read; null: none
 * @param last latest time of what was read; null: none
 * @param complete whether the place itself says that it gave everything
 * @param lag how many records behind the log
 */
public record PlaceReport(
    String place,
    boolean isService,
    long filesRead,
    long filesSkipped,
    long filesSought,
    long filesUnreadable,
    Map<String, String> unreadable,
    long bytes,
    long records,
    long matches,
    long recordsWithoutTime,
    Map<String, Long> formats,
    List<String> unknownFields,
    List<String> knownFields,
    long nullExcluded,
    List<String> boundsHit,
    List<String> warnings,
    @Nullable Instant first,
    @Nullable Instant last,
    boolean complete,
    long lag,
    long elapsedMillis) {
  public PlaceReport {
    unreadable = Collections.unmodifiableMap(new LinkedHashMap<>(unreadable));
    formats = Map.copyOf(formats);
    unknownFields = List.copyOf(unknownFields);
    knownFields = List.copyOf(knownFields);
    boundsHit = List.copyOf(boundsHit);
    warnings = List.copyOf(warnings);
  }

  /** Whether nothing is missing from it. */
  boolean isWhole() {
    return complete && filesUnreadable == 0 && boundsHit.isEmpty();
  }
}

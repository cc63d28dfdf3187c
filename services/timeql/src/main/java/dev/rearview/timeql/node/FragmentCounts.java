package dev.rearview.timeql.node;

import java.util.List;
import java.util.Map;

/**
 * What a run of a fragment counted, for its node's part of the report.
 *
 * @param records tested against the condition
 * @param matches rows that are no context, or records that went into groups
 * @param recordsWithoutTime of those tested, or left out because the fragment has a range; where it
 *     neither has one nor names the time, of those whose time was looked at: a sample beyond the
 *     first of each stream
 * @param formats how many records were of which format, of those that something was asked of which
 *     their format says, within the range or not; of each stream the first records are among them,
 *     and a sample of all others
 * @param unknownFields named by the fragment, in no record
 * @param knownFields names seen in some records where fields were unknown, for the nearest names;
 *     at most 200
 * @param nullExcluded records that were left out because the condition was NULL, not FALSE
 * @param boundsHit sentences
 * @param firstNanos earliest time of a tested record that was looked at, NO_TIME where none
 * @param lastNanos latest
 */
public record FragmentCounts(
    long records,
    long matches,
    long recordsWithoutTime,
    Map<String, Long> formats,
    List<String> unknownFields,
    List<String> knownFields,
    long nullExcluded,
    List<String> boundsHit,
    long firstNanos,
    long lastNanos) {
  public FragmentCounts {
    formats = Map.copyOf(formats);
    unknownFields = List.copyOf(unknownFields);
    knownFields = List.copyOf(knownFields);
    boundsHit = List.copyOf(boundsHit);
  }
}

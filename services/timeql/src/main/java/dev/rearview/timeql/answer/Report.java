package dev.rearview.timeql.answer;

import dev.rearview.engine.format.RawFormat;
import dev.rearview.engine.record.Amount;
import dev.rearview.timeql.syntax.Nearest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What an answer was made from and what it lacks. Written by several threads while the statement
 * runs; read once at its end. It says complete only where everybody who was asked answered wholly
 * and no bound cut the answer.
 */
public final class Report {
  private static final int MAX_SENTENCES = 100;

  /** The format of records that are of none: any text. */
  private static final String NO_FORMAT = RawFormat.INSTANCE.name();

  private final Set<String> asked = new LinkedHashSet<>();
  private final Set<String> answered = new LinkedHashSet<>();
  private final Map<String, String> failed = new TreeMap<>();
  private final Map<String, Long> lag = new TreeMap<>();
  private final Set<String> limits = new LinkedHashSet<>();
  private final Set<String> warnings = new LinkedHashSet<>();
  private final List<PlaceReport> places = new ArrayList<>();
  private boolean limited;
  private @Nullable String errorCode;
  private @Nullable String errorDetail;

  public synchronized void asked(String place) {
    asked.add(place);
  }

  public synchronized void answered(String place) {
    answered.add(place);
  }

  /** Somebody who was asked did not answer, or not wholly. */
  public synchronized void failed(String place, String reason) {
    asked.add(place);
    failed.putIfAbsent(place, reason);
  }

  public synchronized boolean hasFailed(String place) {
    return failed.containsKey(place);
  }

  /** How many records behind the log a service is. */
  public synchronized void lag(String service, long records) {
    lag.merge(service, records, Math::max);
  }

  /** A bound of ours cut the answer. */
  public synchronized void limit(String sentence) {
    if (limits.size() < MAX_SENTENCES) {
      limits.add(sentence);
    }
  }

  public synchronized void warn(String sentence) {
    if (warnings.size() < MAX_SENTENCES) {
      warnings.add(sentence);
    }
  }

  /** The statement's own LIMIT left rows out, which it asked for. */
  public synchronized void limited() {
    limited = true;
  }

  /**
   * There were more rows than were given.
   *
   * @param limit how many were given
   * @param maxRows the request's bound; the statement asked for less itself where it differs
   */
  public synchronized void cut(long total, long limit, long maxRows) {
    limited = true;
    if (limit >= maxRows) {
      limit(
          "the answer was cut at max_rows, %,d of %s; ask for fewer, or raise max_rows"
              .formatted(limit, Amount.of(total, "row")));
    }
  }

  /** The answer was cut at the request's {@code max_rows}; how many there are is not known. */
  public synchronized void cutAtMaxRows(long maxRows) {
    limited = true;
    limit(
        "the answer was cut at max_rows, %s; ask for fewer, or raise max_rows"
            .formatted(Amount.of(maxRows, "row")));
  }

  /** What a node, or a service that holds records, says of its part. */
  public synchronized void place(PlaceReport report) {
    places.add(report);
    if (report.lag() > 0 || report.isService()) {
      lag(report.place(), report.lag());
    }
  }

  /** The statement broke off after it had begun to answer. */
  public synchronized void error(String code, String detail) {
    errorCode = code;
    errorDetail = detail;
  }

  public synchronized boolean isComplete() {
    return failed.isEmpty()
        && limits.isEmpty()
        && errorCode == null
        && answered.containsAll(asked)
        && places.stream().allMatch(PlaceReport::isWhole);
  }

  /** The report of each place, as it came in. */
  public synchronized List<PlaceReport> places() {
    return List.copyOf(places);
  }

  /** Takes in what another report says, that of a part of the statement. */
  public void absorb(Report part) {
    synchronized (part) {
      part.asked.forEach(this::asked);
      part.answered.forEach(this::answered);
      part.failed.forEach(this::failed);
      part.lag.forEach(this::lag);
      part.limits.forEach(this::limit);
      part.warnings.forEach(this::warn);
      part.places.forEach(this::place);
    }
  }

  /**
   * The report as it leaves.
   *
   * @param rows how many the answer has
   */
  public synchronized Map<String, @Nullable Object> toMap(
      long rows, long elapsedMillis, Instant now) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("complete", isComplete());
    map.put("assumed_order", sum(PlaceReport::filesSought) > 0);
    map.put("rows", rows);
    map.put("nodes", nodes());
    map.put("files", files());
    map.put("bytes", sum(PlaceReport::bytes));
    map.put("records", sum(PlaceReport::records));
    map.put("matches", sum(PlaceReport::matches));
    map.put("records_without_time", sum(PlaceReport::recordsWithoutTime));
    map.put("records_without_format", formats().getOrDefault(NO_FORMAT, 0L));
    map.put("formats", formats());
    map.put("null_excluded", sum(PlaceReport::nullExcluded));
    map.put("unknown_fields", unknownFields());
    map.put("limited", limited);
    map.put("limits", all(limits, PlaceReport::boundsHit));
    map.put("warnings", all(warnings, PlaceReport::warnings));
    map.put("coverage", coverage());
    map.put("lag", new TreeMap<>(lag));
    map.put("now", now);
    map.put("elapsed_ms", elapsedMillis);
    if (errorCode != null) {
      Map<String, @Nullable Object> error = new LinkedHashMap<>();
      error.put("code", errorCode);
      error.put("detail", errorDetail);
      map.put("error", error);
    }
    return map;
  }

  /** How many of the records that were looked into were of which format, over all places. */
  private Map<String, Long> formats() {
    Map<String, Long> all = new TreeMap<>();
    places.forEach(
        place -> place.formats().forEach((format, count) -> all.merge(format, count, Long::sum)));
    return all;
  }

  private Map<String, @Nullable Object> nodes() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("asked", List.copyOf(asked));
    map.put("answered", answered.stream().filter(place -> !failed.containsKey(place)).toList());
    List<Map<String, @Nullable Object>> missing = new ArrayList<>();
    failed.forEach((place, reason) -> {
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      one.put("node", place);
      one.put("reason", reason);
      missing.add(one);
    });
    map.put("failed", missing);
    return map;
  }

  private Map<String, @Nullable Object> files() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("read", sum(PlaceReport::filesRead));
    map.put("skipped", sum(PlaceReport::filesSkipped));
    map.put("sought", sum(PlaceReport::filesSought));
    map.put("unreadable", sum(PlaceReport::filesUnreadable));
    List<Map<String, @Nullable Object>> named = new ArrayList<>();
    for (PlaceReport place : places) {
      place
          .unreadable()
          .forEach((path, reason) -> {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("node", place.place());
            one.put("path", path);
            one.put("reason", reason);
            named.add(one);
          });
    }
    map.put("unreadable_files", named.stream().limit(MAX_SENTENCES).toList());
    return map;
  }

  /** Fields that the statement names and no record of anybody had. */
  private List<Map<String, @Nullable Object>> unknownFields() {
    Set<String> known = new TreeSet<>();
    places.forEach(place -> known.addAll(place.knownFields()));
    Set<String> unknown = new TreeSet<>();
    places.forEach(place -> unknown.addAll(place.unknownFields()));
    places.stream()
        .filter(place -> place.records() > 0)
        .forEach(place -> unknown.retainAll(place.unknownFields()));
    List<Map<String, @Nullable Object>> named = new ArrayList<>();
    for (String field : unknown) {
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      one.put("field", field);
      one.put("nearest", Nearest.of(field, known));
      named.add(one);
    }
    return named;
  }

  private List<String> all(Collection<String> own, Function<PlaceReport, List<String>> theirs) {
    List<String> sentences = new ArrayList<>(own);
    for (PlaceReport place : places) {
      theirs.apply(place).forEach(sentence -> sentences.add(place.place() + ": " + sentence));
    }
    return sentences.stream().distinct().limit(MAX_SENTENCES).toList();
  }

  private Map<String, @Nullable Object> coverage() {
    Instant from = null;
    Instant to = null;
    for (PlaceReport place : places) {
      Instant first = place.first();
      Instant last = place.last();
      from = from == null || (first != null && first.isBefore(from)) ? first : from;
      to = to == null || (last != null && last.isAfter(to)) ? last : to;
    }
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("from", from);
    map.put("to", to);
    return map;
  }

  private long sum(ToLongFunction<PlaceReport> of) {
    return places.stream().mapToLong(of).sum();
  }
}

package dev.rearview.model;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Severity of a log record, ascending: {@code TRACE < DEBUG < INFO < WARN < ERROR < FATAL}. */
public enum Level {
  TRACE,
  DEBUG,
  INFO,
  WARN,
  ERROR,
  FATAL;

  private static final Map<String, Level> SPELLINGS =
      Map.ofEntries(
          Map.entry("trace", TRACE),
          Map.entry("finest", TRACE),
          Map.entry("finer", TRACE),
          Map.entry("verbose", TRACE),
          Map.entry("trc", TRACE),
          Map.entry("trce", TRACE),
          Map.entry("vrb", TRACE),
          Map.entry("debug", DEBUG),
          Map.entry("dbg", DEBUG),
          Map.entry("dbug", DEBUG),
          Map.entry("fine", DEBUG),
          Map.entry("config", DEBUG),
          Map.entry("info", INFO),
          Map.entry("inf", INFO),
          Map.entry("information", INFO),
          Map.entry("informational", INFO),
          Map.entry("notice", INFO),
          Map.entry("log", INFO),
          Map.entry("warn", WARN),
          Map.entry("warning", WARN),
          Map.entry("wrn", WARN),
          Map.entry("error", ERROR),
          Map.entry("err", ERROR),
          Map.entry("severe", ERROR),
          Map.entry("failure", ERROR),
          Map.entry("fail", ERROR),
          Map.entry("fatal", FATAL),
          Map.entry("ftl", FATAL),
          Map.entry("critical", FATAL),
          Map.entry("crit", FATAL),
          Map.entry("alert", FATAL),
          Map.entry("emerg", FATAL),
          Map.entry("emergency", FATAL),
          Map.entry("panic", FATAL),
          Map.entry("dpanic", FATAL));

  /**
   * The level that a log's own word stands for, case ignored: {@code notice} is INFO, {@code
   * WARNING} is WARN, {@code SEVERE} is ERROR, {@code CRITICAL} is FATAL.
   *
   * @return null where the word is no known level
   */
  public static @Nullable Level of(@Nullable String text) {
    return text == null ? null : SPELLINGS.get(text.strip().toLowerCase(Locale.ROOT));
  }

  /** The words, in lower case, that stand for one of these levels. */
  public static Set<String> spellings(Set<Level> levels) {
    return SPELLINGS.entrySet().stream()
        .filter(spelling -> levels.contains(spelling.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  public boolean isAtLeast(Level other) {
    return compareTo(other) >= 0;
  }
}

package dev.rearview.engine.format;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way to write times, given by letters as {@code java.time} has them: {@code yyyy} or {@code yy}
 * (70 to 99 are of the last century), {@code M} or {@code MM}, {@code MMM} (an English name),
 * {@code d}, {@code E} (a day's name), {@code H}, {@code h} with {@code a} (AM or PM), {@code m},
 * {@code s}, {@code S} (a fraction of 1 to 9 digits), {@code L} (milliseconds as a whole number,
 * not padded), {@code z} (a zone: Z, UTC, +01:00, CET), {@code T} (itself). Digits need no leading
 * zero; a blank stands for one or more; what stands between {@code [} and {@code ]} may be missing;
 * text stands between {@code '}. The year and the zone may be missing, the day may not.
 */
public final class TimePattern implements TimeReader {
  private static final String LETTERS = "yMdEHhamsSLz";

  /** A letter and how often it stands there, text that must stand there, or an optional part. */
  private sealed interface Step {
    record Letter(char letter, int count) implements Step {}

    record Text(String text) implements Step {}

    record Optional(List<Step> steps) implements Step {}
  }

  private final String text;
  private final List<Step> steps;
  private final boolean withYear;

  private TimePattern(String text, List<Step> steps) {
    this.text = text;
    this.steps = steps;
    this.withYear = text.indexOf('y') >= 0;
  }

  /**
   * Reads the letters.
   *
   * @throws IllegalArgumentException where a letter means nothing, or day, month or hour is missing
   */
  public static TimePattern of(String text) {
    int[] at = {0};
    List<Step> steps = steps(text, at, false);
    if (!text.contains("d") || !text.contains("M") || !(text.contains("H") || text.contains("h"))) {
      throw new IllegalArgumentException(
          "time '%s' lacks the day (d), the month (M) or the hour (H or h); a layout is one of %s"
              .formatted(text, TimeLayout.names()));
    }
    return new TimePattern(text, steps);
  }

  private static List<Step> steps(String text, int[] at, boolean inner) {
    List<Step> steps = new ArrayList<>();
    while (at[0] < text.length()) {
      char c = text.charAt(at[0]);
      if (c == ']' && inner) {
        at[0]++;
        return List.copyOf(steps);
      }
      if (c == '[') {
        at[0]++;
        steps.add(new Step.Optional(steps(text, at, true)));
      } else {
        steps.add(step(text, at));
      }
    }
    if (inner) {
      throw new IllegalArgumentException("time '%s' lacks a closing ]".formatted(text));
    }
    return List.copyOf(steps);
  }

  private static Step step(String text, int[] at) {
    int begin = at[0];
    char c = text.charAt(begin);
    if (c == '\'') {
      int end = text.indexOf('\'', begin + 1);
      if (end < 0) {
        throw new IllegalArgumentException("time '%s' lacks a closing '".formatted(text));
      }
      at[0] = end + 1;
      return new Step.Text(end == begin + 1 ? "'" : text.substring(begin + 1, end));
    }
    int end = begin + 1;
    while (end < text.length() && text.charAt(end) == c) {
      end++;
    }
    at[0] = end;
    boolean letter = ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) && c != 'T';
    if (letter && LETTERS.indexOf(c) < 0) {
      throw new IllegalArgumentException(
          "time '%s' has the letter %c: expected one of %s, or a layout: %s"
              .formatted(text, c, LETTERS, TimeLayout.names()));
    }
    return letter ? new Step.Letter(c, end - begin) : new Step.Text(text.substring(begin, end));
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public @Nullable EventTime parse(String written, TimeContext context) {
    TimeText reader = new TimeText(written, context);
    return read(steps, reader) ? reader.whole(withYear) : null;
  }

  private static boolean read(List<Step> steps, TimeText reader) {
    for (Step step : steps) {
      boolean read =
          switch (step) {
            case Step.Letter l -> reader.part(l.letter, l.count);
            case Step.Text t -> reader.literal(t.text);
            case Step.Optional o -> {
              int before = reader.position();
              if (!read(o.steps, reader)) {
                reader.backTo(before);
              }
              yield true;
            }
          };
      if (!read) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return text;
  }
}

package dev.rearview.prediction.api;

import dev.rearview.http.api.ProblemException;
import dev.rearview.model.ComponentId;
import dev.rearview.model.Worlds;
import dev.rearview.streams.StoreUnavailableException;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the HTTP resources share: reading what was asked, and refusing what cannot be answered. */
final class Asked {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)?");

  private Asked() {}

  static String world(String world) {
    if (!Worlds.isValid(world)) {
      throw ProblemException.badRequest(
          "bad_world", "world '%s' is not a world's name".formatted(world));
    }
    return world;
  }

  static String component(String text) {
    ComponentId id = ComponentId.tryParse(text);
    if (id == null) {
      throw ProblemException.badRequest(
          "bad_component", "component '%s' is not [kind/]namespace/name".formatted(text));
    }
    return id.toString();
  }

  /** Milliseconds of {@code 30m}, {@code 1h}, {@code 90s}; a bare number is milliseconds. */
  static long duration(String name, String text) {
    Matcher matcher = DURATION.matcher(text.strip());
    if (!matcher.matches()) {
      throw ProblemException.badRequest(
          "bad_duration", "%s='%s' is no duration as 90s, 30m or 1h".formatted(name, text));
    }
    String unit = matcher.group(2) == null ? "ms" : matcher.group(2);
    return Long.parseLong(matcher.group(1))
        * switch (unit) {
          case "s" -> 1_000L;
          case "m" -> 60_000L;
          case "h" -> 3_600_000L;
          case "d" -> 86_400_000L;
          default -> 1L;
        };
  }

  /** Answers, or says what was wrong, or that the stores cannot be asked now. */
  static <T> T answer(Supplier<T> question) {
    try {
      return question.get();
    } catch (StoreUnavailableException e) {
      throw ProblemException.unavailable("not_ready", String.valueOf(e.getMessage()), RETRY_AFTER);
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest("bad_request", String.valueOf(e.getMessage()));
    }
  }
}

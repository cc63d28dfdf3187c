package dev.rearview.engine.format;

import dev.rearview.model.Level;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a level that is written as a number means. */
public enum LevelNumbers {
  /** bunyan and pino: 10 trace, 20 debug, 30 info, 40 warn, 50 error, 60 fatal. */
  TENS {
    @Override
    public @Nullable Level of(long number) {
      return number >= 10 && number <= 69 ? Level.values()[(int) (number / 10) - 1] : null;
    }
  },
  /** syslog, RFC 5424: 0 to 2 fatal, 3 error, 4 warn, 5 and 6 info, 7 debug. */
  SYSLOG {
    @Override
    public @Nullable Level of(long number) {
      return number >= 0 && number <= 7 ? SEVERITIES[(int) number] : null;
    }
  },
  /** OpenTelemetry's severity number: 1 to 24, four for each level. */
  OPENTELEMETRY {
    @Override
    public @Nullable Level of(long number) {
      return number >= 1 && number <= 24 ? Level.values()[(int) (number - 1) / 4] : null;
    }
  };

  private static final Level[] SEVERITIES = {
    Level.FATAL,
    Level.FATAL,
    Level.FATAL,
    Level.ERROR,
    Level.WARN,
    Level.INFO,
    Level.INFO,
    Level.DEBUG
  };

  /** Null where the number stands for no level. */
  public abstract @Nullable Level of(long number);

  static @Nullable LevelNumbers named(@Nullable String wireName) {
    return Arrays.stream(values())
        .filter(numbers -> numbers.wireName().equals(wireName))
        .findFirst()
        .orElse(null);
  }

  static String names() {
    return Arrays.stream(values()).map(LevelNumbers::wireName).collect(Collectors.joining(", "));
  }

  /** As declarations write it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}

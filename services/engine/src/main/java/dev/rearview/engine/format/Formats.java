package dev.rearview.engine.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The formats that are known to a scan, most telling first. Immutable. */
public final class Formats {
  /** Lines of a file that are looked at to detect its format. */
  public static final int SAMPLE_LINES = 200;

  private static final Formats BUILT_IN = new Formats(listBuiltIn());

  /** All bytes beyond ASCII count as this one. */
  static final int BEYOND_ASCII = 128;

  private final List<LogFormat> all;

  /** Those that a line may be of by its first byte, without raw. */
  private final LogFormat[][] byFirst = new LogFormat[BEYOND_ASCII + 1][];

  private Formats(List<LogFormat> all) {
    this.all = List.copyOf(all);
    for (int i = 0; i < byFirst.length; i++) {
      byte first = (byte) i;
      byFirst[i] = this.all.stream().filter(f -> first(f).has(first)).toArray(LogFormat[]::new);
    }
  }

  /** Where a first byte stands among all. */
  static int place(byte first) {
    return first < 0 ? BEYOND_ASCII : first;
  }

  /** Those that are tried before another where a line begins with a byte. */
  LogFormat[] before(LogFormat format, byte first) {
    return Arrays.stream(byFirst[place(first)])
        .takeWhile(other -> other != format)
        .toArray(LogFormat[]::new);
  }

  private static ByteSet first(LogFormat format) {
    return switch (format) {
      case PatternFormat pattern -> pattern.first();
      case JsonFormat json -> ByteSet.range('\t', '\r').or(ByteSet.of(' ')).or(ByteSet.of('{'));
      case SpreadJsonFormat json -> ByteSet.of('{');
      case OtlpFormat otlp -> ByteSet.of('{');
      case LogfmtFormat logfmt -> ByteSet.of(' ').or(ByteSet.of('=')).not();
      case TableFormat table -> ByteSet.NONE;
      case RawFormat raw -> ByteSet.NONE;
    };
  }

  /** Those that Rearview brings. */
  public static Formats builtIn() {
    return BUILT_IN;
  }

  /**
   * These and further ones, which are tried before them.
   *
   * @param user most telling first; one that is named as one of these takes its place
   */
  public Formats with(List<? extends LogFormat> user) {
    Set<String> names = user.stream().map(LogFormat::name).collect(Collectors.toSet());
    List<LogFormat> both = new ArrayList<>(user);
    all.stream().filter(format -> !names.contains(format.name())).forEach(both::add);
    return new Formats(both);
  }

  /** Those of them that Rearview does not bring, most telling first. */
  public List<LogFormat> added() {
    return all.stream().filter(format -> !BUILT_IN.all.contains(format)).toList();
  }

  /** The most telling first; the last, raw, takes every line. */
  public List<LogFormat> all() {
    return all;
  }

  /**
   * The format that most of the lines have; of equal ones the most telling. Each line counts for
   * the most telling format that it is of, lines that go on with others do not count. Raw where
   * hardly any line has one. A table or a format whose times can be read in several ways comes as
   * the file has it.
   *
   * @param lines of a file from its beginning, or from a place within it, without envelope; blank
   *     ones do not count, and no more than {@link #SAMPLE_LINES} are looked at
   */
  public LogFormat detect(List<String> lines, TimeContext times) {
    return FormatDetection.of(this, lines, times);
  }

  /**
   * The most telling format that a line is the first line of a record of; null where it is of none
   * but raw.
   */
  public @Nullable LogFormat find(String line, TimeContext times) {
    if (line.isEmpty()) {
      return null;
    }
    Candidate candidate = new Candidate(times);
    for (LogFormat format : byFirst[Math.min(line.charAt(0), BEYOND_ASCII)]) {
      if (format.mayStart(line) && candidate.is(format, line)) {
        return format;
      }
    }
    return null;
  }

  /** The same of a line's bytes from {@code from} to {@code to}, without its end of line. */
  public @Nullable LogFormat find(byte[] line, int from, int to, TimeContext times) {
    if (from >= to) {
      return null;
    }
    Candidate candidate = new Candidate(times);
    String text = null;
    for (LogFormat format : byFirst[place(line[from])]) {
      if (format.mayStart(line, from, to)) {
        text = text == null ? new String(line, from, to - from, StandardCharsets.UTF_8) : text;
        if (candidate.is(format, text)) {
          return format;
        }
      }
    }
    return null;
  }

  /** Reads a line as JSON once for all dialects. */
  private static final class Candidate {
    private final TimeContext times;
    private @Nullable JsonFormat json;
    private boolean jsonKnown;

    Candidate(TimeContext times) {
      this.times = times;
    }

    boolean is(LogFormat format, String line) {
      if (!(format instanceof JsonFormat dialect)) {
        return format.starts(line, times);
      }
      if (JsonFormats.DIALECTS.contains(dialect)) {
        if (!jsonKnown) {
          json = JsonFormats.of(line);
          jsonKnown = true;
        }
        return json == dialect;
      }
      return dialect.starts(line, times);
    }
  }

  private static List<LogFormat> listBuiltIn() {
    List<LogFormat> all = new ArrayList<>(List.of(OtlpFormat.INSTANCE));
    all.addAll(JsonFormats.DIALECTS);
    all.add(SpreadJsonFormat.INSTANCE);
    all.addAll(DeviceFormats.ALL);
    all.addAll(CloudFormats.ALL);
    all.addAll(WebFormats.ALL);
    all.addAll(DatabaseFormats.ALL);
    all.addAll(GoFormats.ALL);
    all.addAll(PythonFormats.ALL);
    all.addAll(PlatformFormats.ALL);
    all.addAll(JavaServiceFormats.ALL);
    all.addAll(JavaFormats.ALL);
    all.addAll(SystemFormats.ALL);
    all.add(LogfmtFormat.INSTANCE);
    all.add(TableFormat.CSV);
    all.add(TableFormat.W3C);
    all.addAll(PlainFormats.ALL);
    all.add(RawFormat.INSTANCE);
    return all;
  }
}

package dev.rearview.engine.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The formats that are known to a scan, most telling first. Immutable. */
public final class Formats {
  /** Lines of a file that are looked at to detect its format. */
  public static final int SAMPLE_LINES = 200;

  private static final Formats BUILT_IN = new Formats(listBuiltIn());

  private final List<LogFormat> all;

  private Formats(List<LogFormat> all) {
    this.all = List.copyOf(all);
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
  public Formats with(List<LogFormat> user) {
    Set<String> names = user.stream().map(LogFormat::name).collect(Collectors.toSet());
    List<LogFormat> both = new ArrayList<>(user);
    all.stream().filter(format -> !names.contains(format.name())).forEach(both::add);
    return new Formats(both);
  }

  /** The most telling first; the last, raw, takes every line. */
  public List<LogFormat> all() {
    return all;
  }

  /**
   * The format that most of the lines have; of equal ones the most telling. Raw where none has one
   * line in ten.
   *
   * @param lines of a file from its beginning, or from a place within it, without envelope; blank
   *     ones do not count, and no more than {@link #SAMPLE_LINES} are looked at
   */
  public LogFormat detect(List<String> lines, TimeContext times) {
    return FormatDetection.of(all, lines, times);
  }

  private static List<LogFormat> listBuiltIn() {
    List<LogFormat> all = new ArrayList<>();
    all.addAll(JsonFormats.DIALECTS);
    all.addAll(TextFormats.SPECIFIC);
    all.add(LogfmtFormat.INSTANCE);
    all.add(TextFormats.TIMESTAMPED);
    all.add(TextFormats.LEVELED);
    all.add(RawFormat.INSTANCE);
    return all;
  }
}

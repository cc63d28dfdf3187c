package dev.rearview.engine.format;

import java.util.ArrayList;
import java.util.List;

/** The formats that are known. */
public final class Formats {
  private static final List<LogFormat> BUILT_IN = builtIn();

  private Formats() {}

  /** The most telling first; the last, raw, takes every line. */
  public static List<LogFormat> all() {
    return BUILT_IN;
  }

  private static List<LogFormat> builtIn() {
    List<LogFormat> all = new ArrayList<>();
    all.add(JsonFormat.INSTANCE);
    all.addAll(TextFormats.SPECIFIC);
    all.add(LogfmtFormat.INSTANCE);
    all.add(TextFormats.TIMESTAMPED);
    all.add(TextFormats.LEVELED);
    all.add(RawFormat.INSTANCE);
    return List.copyOf(all);
  }
}

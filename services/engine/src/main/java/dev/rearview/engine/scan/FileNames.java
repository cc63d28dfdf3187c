package dev.rearview.engine.scan;

import dev.rearview.engine.encoding.Compression;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the names of log files say: which file a rotated one was, and which is older. */
final class FileNames {
  /** A kubelet's piece: restart, then the time of rotation. */
  private static final Pattern KUBERNETES =
      Pattern.compile("(\\d{1,9})\\.log(?:\\.(\\d{8}-\\d{6}))?");

  private static final Pattern ROTATED =
      Pattern.compile(
          "(.+?)[.-](\\d{1,4}|\\d{8}(?:[-T]?\\d{2,6})?|\\d{4}-\\d\\d-\\d\\d(?:[-_T.]?\\d+)?)");

  /**
   * A piece's place among those of its stream.
   *
   * @param base name of the file that it was; {@code N.log} under Kubernetes
   * @param restart 0 for plain files
   * @param age ascending is older to newer; the piece that is written to is last
   * @param compressed whether the name says so
   */
  record Place(String base, int restart, String age, boolean compressed) {}

  private static final String NOW = "~";

  private FileNames() {}

  /** Null where the name is none that a kubelet gives. */
  static @Nullable Place kubernetes(String name) {
    String bare = Compression.bareName(name);
    Matcher matcher = KUBERNETES.matcher(bare);
    if (!matcher.matches()) {
      return null;
    }
    String rotated = matcher.group(2);
    int restart = Integer.parseInt(matcher.group(1));
    return new Place(
        matcher.group(1) + ".log",
        restart,
        rotated == null ? NOW : rotated,
        bare.length() < name.length());
  }

  static Place plain(String name) {
    String bare = Compression.bareName(name);
    boolean compressed = bare.length() < name.length();
    Matcher matcher = ROTATED.matcher(bare);
    if (!matcher.matches()) {
      return new Place(bare, 0, NOW, compressed);
    }
    String suffix = matcher.group(2);
    boolean counted = suffix.length() <= 4;
    // A higher count is older; a later date is newer.
    String age = counted ? "0" + "%04d".formatted(9_999 - Integer.parseInt(suffix)) : "1" + suffix;
    return new Place(matcher.group(1), 0, age, compressed);
  }

  /** Whether a plain file is taken where no pattern says which. */
  static boolean isTakenByDefault(String name) {
    String base = plain(name.toLowerCase(java.util.Locale.ROOT)).base();
    return !base.startsWith(".") && (base.contains(".log") || base.indexOf('.') < 0);
  }

  static String stem(Path path) {
    String name = String.valueOf(path.getFileName());
    int dot = name.indexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    Path parent = path.getParent();
    Path folder = parent == null ? null : parent.getFileName();
    return isGeneric(stem) && folder != null ? folder.toString() : stem;
  }

  /** Names that say less than their folder's. */
  private static boolean isGeneric(String stem) {
    return switch (stem) {
      case "lines", "log", "output", "current", "messages", "stdout", "stderr" -> true;
      default -> false;
    };
  }
}

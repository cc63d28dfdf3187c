package dev.rearview.engine.scan;

import java.nio.file.FileSystems;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Which streams a source reads: {@code namespace=shop,app=cart}, {@code pod=cart-7d,previous=true},
 * or files by a glob on their absolute paths. A pod is named wholly or by how its name begins.
 */
public final class StreamSelector {
  private static final List<String> NAMES =
      List.of("namespace", "app", "pod", "container", "node", "previous");

  /** Every stream. */
  public static final StreamSelector ALL = new StreamSelector(Map.of(), null);

  private final Map<String, String> wanted;
  private final @Nullable PathMatcher files;

  private StreamSelector(Map<String, String> wanted, @Nullable PathMatcher files) {
    this.wanted = Map.copyOf(wanted);
    this.files = files;
  }

  /**
   * Reads {@code name=value,name=value}.
   *
   * @throws IllegalArgumentException where a part is not so, or a name is not known
   */
  public static StreamSelector parse(String text) {
    Map<String, String> wanted = new TreeMap<>();
    for (String part : text.split(",")) {
      if (part.isBlank()) {
        continue;
      }
      int equals = part.indexOf('=');
      String name = equals < 0 ? part.strip() : part.substring(0, equals).strip();
      if (equals < 0 || !NAMES.contains(name.toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "'%s' in the selector '%s' is not one of %s with a value"
                .formatted(part.strip(), text, String.join("=, ", NAMES) + "="));
      }
      wanted.put(name.toLowerCase(Locale.ROOT), part.substring(equals + 1).strip());
    }
    String previous = wanted.getOrDefault("previous", "false");
    if (!previous.equals("true") && !previous.equals("false")) {
      throw new IllegalArgumentException("previous=%s is not true or false".formatted(previous));
    }
    return new StreamSelector(wanted, null);
  }

  /**
   * Files whose absolute path matches.
   *
   * @throws IllegalArgumentException where it is no glob
   */
  public static StreamSelector files(String glob) {
    try {
      return new StreamSelector(Map.of(), FileSystems.getDefault().getPathMatcher("glob:" + glob));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "'%s' is not a pattern of files: %s".formatted(glob, e.getDescription()), e);
    }
  }

  /** Whether a node can hold anything that is wanted. */
  public boolean mayMatchNode(String node) {
    return is("node", node);
  }

  /** What is wanted of a stream; null where nothing is. */
  public @Nullable LogStream select(LogStream stream) {
    Origin origin = stream.origin();
    boolean chosen =
        is("node", origin.node())
            && is("namespace", origin.namespace())
            && is("app", origin.app())
            && is("container", origin.container())
            && isPod(origin.pod());
    if (!chosen) {
      return null;
    }
    List<Piece> pieces = new ArrayList<>();
    boolean previous = Boolean.parseBoolean(wanted.getOrDefault("previous", "false"));
    for (Piece piece : stream.pieces()) {
      if ((files == null || files.matches(piece.path()))
          && (!previous || piece.restart() == stream.latestRestart() - 1)) {
        pieces.add(piece);
      }
    }
    return pieces.isEmpty() ? null : stream.with(pieces);
  }

  private boolean is(String name, @Nullable String value) {
    String want = wanted.get(name);
    return want == null || want.equals(value);
  }

  private boolean isPod(@Nullable String pod) {
    String want = wanted.get("pod");
    return want == null || (pod != null && pod.startsWith(want));
  }
}

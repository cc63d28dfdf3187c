package dev.rearview.engine.scan;

import dev.rearview.engine.record.Amount;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the streams under the roots of a node. Links are not followed out of a root; what is no
 * regular file is passed over. Nothing is ever written.
 */
public final class LogFiles {
  private static final Pattern POD_FOLDER = Pattern.compile("([a-z0-9.-]+)_([a-z0-9.-]+)_([^_]+)");

  private final List<ScanRoot> roots;
  private final ScanLimits limits;

  public LogFiles(List<ScanRoot> roots, ScanLimits limits) {
    this.roots = List.copyOf(roots);
    this.limits = limits;
  }

  public List<ScanRoot> roots() {
    return roots;
  }

  /** Looks at all roots anew. */
  public Discovery discover() {
    Search search = new Search();
    for (ScanRoot root : roots) {
      search.root(root);
    }
    return search.finish();
  }

  /** A stream as it is now, with the pieces that it has by now; null where it is gone. */
  public @Nullable LogStream refresh(LogStream stream) {
    Search search = new Search();
    Origin origin = stream.origin();
    if (origin.pod() != null) {
      search.container(stream.root(), origin);
    } else if (!Files.isDirectory(stream.root().path())) {
      search.root(stream.root());
    } else {
      Path folder = origin.path().getParent();
      if (folder != null) {
        search.plainFolder(stream.root(), folder, limits.maxDepth());
      }
    }
    return search.finish().streams().stream()
        .filter(found -> found.id().equals(stream.id()))
        .findFirst()
        .orElse(null);
  }

  private record Found(FileNames.Place place, Piece piece) {}

  private record Building(Origin origin, ScanRoot root, List<Found> found) {}

  /** One look at the roots. */
  private final class Search {
    private final Map<String, Building> streams = new TreeMap<>();
    private final List<Unreadable> unreadable = new ArrayList<>();
    private int files;
    private int filesOverLimit;

    void root(ScanRoot root) {
      files = 0;
      try {
        BasicFileAttributes attributes =
            Files.readAttributes(root.path(), BasicFileAttributes.class);
        if (attributes.isRegularFile()) {
          plainFile(root, root.path());
        } else if (!attributes.isDirectory()) {
          unreadable.add(new Unreadable(root.path().toString(), "is not a regular file"));
        } else if (isKubernetes(root.path())) {
          list(root.path()).forEach(folder -> pod(root, folder));
        } else {
          plainFolder(root, root.path(), 0);
        }
      } catch (IOException e) {
        unreadable(root.path(), e);
      }
    }

    private boolean isKubernetes(Path folder) throws IOException {
      try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
        for (Path child : children) {
          if (POD_FOLDER.matcher(name(child)).matches() && Files.isDirectory(child)) {
            return true;
          }
        }
      }
      return false;
    }

    private void pod(ScanRoot root, Path folder) {
      Matcher matcher = POD_FOLDER.matcher(name(folder));
      if (!matcher.matches() || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        return;
      }
      for (Path container : list(folder)) {
        if (Files.isDirectory(container, LinkOption.NOFOLLOW_LINKS)) {
          container(
              root,
              Origin.pod(
                  root.node(),
                  matcher.group(1),
                  matcher.group(2),
                  matcher.group(3),
                  name(container),
                  container));
        }
      }
    }

    void container(ScanRoot root, Origin origin) {
      for (Path file : list(origin.path())) {
        FileNames.Place place = FileNames.kubernetes(name(file));
        if (place != null) {
          add(root, origin, place, file);
        }
      }
    }

    void plainFolder(ScanRoot root, Path folder, int depth) {
      for (Path child : list(folder)) {
        if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
          if (depth < limits.maxDepth()) {
            plainFolder(root, child, depth + 1);
          }
        } else if (isTaken(root, child)) {
          plainFile(root, child);
        }
      }
    }

    private boolean isTaken(ScanRoot root, Path file) {
      if (root.include().isEmpty()) {
        return FileNames.isTakenByDefault(name(file));
      }
      Path name = file.getFileName();
      return root.include().stream()
          .anyMatch(glob ->
              name != null && file.getFileSystem().getPathMatcher("glob:" + glob).matches(name));
    }

    private void plainFile(ScanRoot root, Path file) {
      FileNames.Place place = FileNames.plain(name(file));
      Origin origin = Origin.file(root.node(), file.resolveSibling(place.base()));
      add(root, origin, place, file);
    }

    private void add(ScanRoot root, Origin origin, FileNames.Place place, Path file) {
      if (files >= limits.maxFiles()) {
        filesOverLimit++;
        return;
      }
      try {
        Path real = SafeFiles.inside(root, file);
        if (real == null) {
          return;
        }
        BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
          return;
        }
        files++;
        Piece piece =
            new Piece(
                file,
                place.restart(),
                attributes.size(),
                attributes.lastModifiedTime().toInstant(),
                attributes.fileKey());
        streams
            .computeIfAbsent(origin.stream(), id -> new Building(origin, root, new ArrayList<>()))
            .found()
            .add(new Found(place, piece));
      } catch (IOException | SecurityException e) {
        unreadable(file, e);
      }
    }

    private List<Path> list(Path folder) {
      List<Path> children = new ArrayList<>();
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
        stream.forEach(children::add);
      } catch (IOException | SecurityException e) {
        unreadable(folder, e);
      }
      Collections.sort(children);
      return children;
    }

    private void unreadable(Path path, Exception e) {
      unreadable.add(new Unreadable(path.toString(), SafeFiles.reason(e)));
    }

    Discovery finish() {
      List<LogStream> found = new ArrayList<>();
      streams.values().forEach(s -> found.add(new LogStream(s.origin(), s.root(), order(s))));
      List<String> bounds =
          filesOverLimit == 0
              ? List.of()
              : List.of(
                  "%s because a root holds more than %,d"
                      .formatted(
                          Amount.of(
                              filesOverLimit, "file was not looked at", "files were not looked at"),
                          limits.maxFiles()));
      return new Discovery(found, unreadable, bounds);
    }

    /** Oldest first; a file that is being compressed is taken uncompressed. */
    private static List<Piece> order(Building building) {
      Map<String, Found> byPlace = new HashMap<>();
      for (Found found : building.found()) {
        String key = found.place().restart() + " " + found.place().age();
        byPlace.merge(key, found, (a, b) -> a.place().compressed() ? b : a);
      }
      return byPlace.values().stream()
          .sorted(
              Comparator.comparingInt((Found f) -> f.place().restart())
                  .thenComparing(f -> f.place().age()))
          .map(Found::piece)
          .toList();
    }
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}

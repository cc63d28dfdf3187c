package dev.rearview.engine.scan;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which files may be passed over, or sought in, by the times at some of their places: those whose
 * times rise, give or take five minutes. Whether they do is not known before all of a file is read,
 * so that what was seen once is remembered here. Safe for use by several threads.
 */
public final class FileOrders {
  /** How far times may be out of order. */
  static final long DISORDER = Duration.ofMinutes(5).toNanos();

  /** Files that are remembered. */
  private static final int REMEMBERED = 10_000;

  private final boolean seeks;
  private final Set<Object> falling =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Object, Boolean> eldest) {
              return size() > REMEMBERED;
            }
          });

  private FileOrders(boolean seeks) {
    this.seeks = seeks;
  }

  /** Of files of which nothing is known yet. */
  public static FileOrders unknown() {
    return new FileOrders(true);
  }

  /** Trusts no file: all are read whole. */
  public static FileOrders untrusted() {
    return new FileOrders(false);
  }

  /** Whether nothing is known against going by the times at some places of a piece. */
  synchronized boolean maySeek(Piece piece) {
    return seeks && !falling.contains(key(piece));
  }

  /** Whether times of a piece were seen to fall. */
  synchronized boolean falls(Piece piece) {
    return falling.contains(key(piece));
  }

  /** The times of a piece fall further than {@link #DISORDER}. */
  synchronized void fell(Piece piece) {
    falling.add(key(piece));
  }

  /** What a file is known by also where rotation has renamed it. */
  private static Object key(Piece piece) {
    return piece.fileKey() == null ? piece.path() : piece.fileKey();
  }
}

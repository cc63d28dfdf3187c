package dev.rearview.integrity.note;

import dev.rearview.integrity.tree.CompactRange;
import dev.rearview.integrity.tree.TreeHasher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * That a log's beginning was given up, and what is needed to prove the rest: the chain's hash and
 * the tree's left edge at the boundary. Signed as a note, so that a beginning that is missing
 * without it is known as deleted. Its first line tells it from a checkpoint.
 *
 * <pre>{@code
 * rearview prune v1
 * rearview/default
 * 1000
 * base64 of the chain's hash after entry 1000
 * base64 of the tree's root at that size
 * one line of base64 for each complete subtree, the largest first
 * time 1705333643000
 * }</pre>
 *
 * @param origin the log's name
 * @param chainHash the chain's hash after the boundary's entry, 32 bytes
 * @param tree the tree of all entries up to the boundary
 * @param timeMs when it was pruned
 */
public record PruneRecord(String origin, byte[] chainHash, CompactRange tree, long timeMs) {
  private static final String KIND = "rearview prune v1";

  /** The last sequence number that was given up. */
  public long boundary() {
    return tree.size();
  }

  /** The world's name: what stands behind the origin's last slash. */
  public String world() {
    return Origins.world(origin);
  }

  /** Whether a note's text is one of these. */
  public static boolean isOne(String text) {
    return text.startsWith(KIND + "\n");
  }

  /** Reads a prune record's text. */
  public static PruneRecord parse(String text) throws NoteException {
    NoteLines lines = new NoteLines(text);
    if (!lines.next("kind").equals(KIND)) {
      throw new NoteException(1, "a prune record begins with '%s'".formatted(KIND));
    }
    String origin = lines.next("origin");
    long boundary = lines.number("boundary");
    byte[] chainHash = lines.hash("chain's hash");
    byte[] root = lines.hash("root");
    List<byte[]> subtrees = new ArrayList<>();
    for (int i = Long.bitCount(boundary); i > 0; i--) {
      subtrees.add(lines.hash("hash of a subtree"));
    }
    CompactRange tree = CompactRange.of(boundary, subtrees);
    if (!Arrays.equals(tree.root(new TreeHasher()), root)) {
      throw new NoteException(5, "the root is not the one that the subtrees give");
    }
    long timeMs = NoteLines.time(lines.next("time"));
    if (timeMs < 0) {
      throw new NoteException(lines.line(), "the time reads 'time MILLISECONDS'");
    }
    return new PruneRecord(origin, chainHash, tree, timeMs);
  }

  /** The text, ready to be signed. */
  public String text() {
    StringBuilder text = new StringBuilder(KIND + "\n" + origin + "\n" + boundary() + "\n");
    text.append(NoteLines.base64(chainHash)).append('\n');
    text.append(NoteLines.base64(tree.root(new TreeHasher()))).append('\n');
    tree.hashes().forEach(hash -> text.append(NoteLines.base64(hash)).append('\n'));
    return text.append(NoteLines.timeLine(timeMs)).toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PruneRecord(String o, byte[] c, CompactRange t, long at)
        && o.equals(origin)
        && Arrays.equals(c, chainHash)
        && t.equals(tree)
        && at == timeMs;
  }

  @Override
  public int hashCode() {
    return 31 * tree.hashCode() + Arrays.hashCode(chainHash);
  }
}

package dev.rearview.integrity.note;

import java.util.Arrays;

/**
 * What a log was at a moment: the text of a checkpoint as C2SP's tlog-checkpoint writes it, with
 * its time (epoch milliseconds) on an extension line.
 *
 * <pre>{@code
 * rearview/default
 * 15368405
 * CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
 * time 1705333643000
 * }</pre>
 *
 * @param origin the log's name: the keeper's name, a slash and the world
 * @param size the newest sequence number, which is the tree's number of leaves
 * @param root the tree's root, 32 bytes
 * @param timeMs when it was made; -1: it does not say
 */
public record Checkpoint(String origin, long size, byte[] root, long timeMs) {
  /** Reads a checkpoint's text; extension lines that it does not know are passed over. */
  public static Checkpoint parse(String text) throws NoteException {
    NoteLines lines = new NoteLines(text);
    String origin = lines.next("origin");
    long size = lines.number("size");
    byte[] root = lines.hash("root");
    long timeMs = -1;
    while (lines.hasNext()) {
      timeMs = Math.max(timeMs, NoteLines.time(lines.next("extension line")));
    }
    return new Checkpoint(origin, size, root, timeMs);
  }

  /** The text, ready to be signed. */
  public String text() {
    return origin
        + "\n"
        + size
        + "\n"
        + NoteLines.base64(root)
        + "\n"
        + (timeMs < 0 ? "" : NoteLines.timeLine(timeMs));
  }

  /** The world's name: what stands behind the origin's last slash. */
  public String world() {
    return Origins.world(origin);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Checkpoint(String o, long s, byte[] r, long t)
        && o.equals(origin)
        && s == size
        && Arrays.equals(r, root)
        && t == timeMs;
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(size) + Arrays.hashCode(root);
  }
}

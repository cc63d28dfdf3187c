package dev.rearview.proto;

/**
 * Keys of {@code rearview.checkpoints}: a checkpoint's is its world; a prune record's its world and
 * {@code /prune}; a public key that notes are signed with has {@code /key/} and its name and
 * number, the value being the vkey. No world's name holds a slash.
 */
public final class CheckpointKeys {
  private static final String PRUNE = "/prune";
  private static final String KEY = "/key/";

  private CheckpointKeys() {}

  /** The key of a world's checkpoints. */
  public static String checkpoint(String world) {
    return world;
  }

  /** The key of a world's prune records. */
  public static String prune(String world) {
    return world + PRUNE;
  }

  /**
   * The key of a public key.
   *
   * @param name the key's name
   * @param number the number that name and key give
   */
  public static String publicKey(String name, String number) {
    return KEY + name + "+" + number;
  }

  /** What every key of a public key begins with. */
  public static String publicKeys() {
    return KEY;
  }

  /** Whether the record is a signed note: a checkpoint or a prune record. */
  public static boolean isNote(String key) {
    return !key.startsWith(KEY);
  }
}

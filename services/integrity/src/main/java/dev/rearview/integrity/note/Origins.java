package dev.rearview.integrity.note;

/** Names of logs: the keeper's name, a slash, and the world. */
public final class Origins {
  private Origins() {}

  /**
   * The origin line of a world's log.
   *
   * @param keeper who keeps the log; also the name of the key that signs
   */
  public static String of(String keeper, String world) {
    return keeper + "/" + world;
  }

  /** What stands behind the last slash; all of it where there is none. */
  static String world(String origin) {
    return origin.substring(origin.lastIndexOf('/') + 1);
  }
}

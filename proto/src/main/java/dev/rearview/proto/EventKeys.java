package dev.rearview.proto;

/** The keys of records on the topics. */
public final class EventKeys {
  private static final char SEPARATOR = '|';

  private EventKeys() {}

  /** Key of {@code rearview.events}: world and component. No world's name has the separator. */
  public static String component(String world, String componentId) {
    return world + SEPARATOR + componentId;
  }

  /** Key of {@code rearview.edges}: world and event id. */
  public static String event(String world, String eventId) {
    return world + SEPARATOR + eventId;
  }

  /** The world of either key. */
  public static String worldOf(String key) {
    int at = key.indexOf(SEPARATOR);
    return at < 0 ? key : key.substring(0, at);
  }

  /** What stands behind the world: the component or the event id. */
  public static String restOf(String key) {
    return key.substring(key.indexOf(SEPARATOR) + 1);
  }
}

package dev.rearview.http.api;

/** Media types beyond Jakarta's. */
public final class MediaTypes {
  /** One JSON value a line. */
  public static final String NDJSON = "application/x-ndjson";

  public static final String CSV = "text/csv";

  private MediaTypes() {}
}

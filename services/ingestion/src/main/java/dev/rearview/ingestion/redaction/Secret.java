package dev.rearview.ingestion.redaction;

import java.util.Locale;

/** The kinds of things that are removed. */
public enum Secret {
  /** The value of a field whose name says that it is secret. */
  FIELD,
  EMAIL,
  /** A bearer token, a JWT, an access token of a known service. */
  TOKEN,
  /** A key of AWS, Google Cloud or Azure, or a private key. */
  KEY,
  /** A payment card's number. */
  CARD,
  /** The password in a URL. */
  URL_PASSWORD;

  /** As metrics and markers name it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What stands in a text in its place. */
  String marker() {
    return "[redacted:" + wireName() + "]";
  }
}

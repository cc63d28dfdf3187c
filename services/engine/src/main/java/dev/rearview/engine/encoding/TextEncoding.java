package dev.rearview.engine.encoding;

/** How the text of a file is written, as far as the mark at its beginning tells it. */
enum TextEncoding {
  /** Also ASCII, and what is none at all: broken bytes are kept. */
  UTF_8,
  UTF_16_LE,
  UTF_16_BE;

  /** By the byte order mark (Unicode 16, section 23.8). */
  static TextEncoding of(byte[] head, int length) {
    if (length >= 2 && head[0] == (byte) 0xFF && head[1] == (byte) 0xFE) {
      return UTF_16_LE;
    }
    if (length >= 2 && head[0] == (byte) 0xFE && head[1] == (byte) 0xFF) {
      return UTF_16_BE;
    }
    return UTF_8;
  }
}

package dev.rearview.bench.data;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Puts lines of ASCII together in a buffer that goes to a file when it is full. */
final class LineWriter {
  private static final int ROOM = 1 << 20;
  private static final int LONGEST_LINE = 1 << 16;
  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };

  private final OutputStream out;
  private final byte[] buffer = new byte[ROOM + LONGEST_LINE];
  private int length;
  private long written;
  private long day = Long.MIN_VALUE;
  private LocalDate date = LocalDate.EPOCH;

  LineWriter(OutputStream out) {
    this.out = out;
  }

  @SuppressWarnings("deprecation") // the low bytes of ASCII are the text
  LineWriter text(String ascii) {
    ascii.getBytes(0, ascii.length(), buffer, length);
    length += ascii.length();
    return this;
  }

  LineWriter number(long value) {
    return text(Long.toString(value));
  }

  LineWriter hex(long value) {
    String digits = Long.toHexString(value);
    return text("0000000000000000".substring(digits.length())).text(digits);
  }

  /** As in {@code 15/Jan/2024:15:47:23 +0000}. */
  LineWriter accessTime(long epochMs) {
    dayOf(epochMs);
    two(date.getDayOfMonth()).text("/").text(MONTHS[date.getMonthValue() - 1]).text("/");
    return number(date.getYear()).text(":").clock(epochMs).text(" +0000");
  }

  /** As in {@code Jan 15 15:47:23}. */
  LineWriter syslogTime(long epochMs) {
    dayOf(epochMs);
    text(MONTHS[date.getMonthValue() - 1]).text(date.getDayOfMonth() < 10 ? "  " : " ");
    return number(date.getDayOfMonth()).text(" ").clock(epochMs);
  }

  /**
   * As in {@code 2024-01-15T15:47:23.123Z}, with the given characters at the places of T, the point
   * and Z.
   */
  LineWriter isoTime(long epochMs, String between, String point, String zone) {
    dayOf(epochMs);
    number(date.getYear()).text("-").two(date.getMonthValue()).text("-").two(date.getDayOfMonth());
    text(between).clock(epochMs).text(point);
    int ms = (int) Math.floorMod(epochMs, 1_000L);
    digit(ms / 100).two(ms % 100);
    return text(zone);
  }

  void endLine() throws IOException {
    buffer[length++] = '\n';
    if (length >= ROOM) {
      flush();
    }
  }

  /** How many bytes were written. */
  long bytes() {
    return written + length;
  }

  void flush() throws IOException {
    out.write(buffer, 0, length);
    written += length;
    length = 0;
  }

  private LineWriter clock(long epochMs) {
    int second = (int) Math.floorMod(epochMs / 1_000, 86_400L);
    two(second / 3_600).text(":").two(second / 60 % 60).text(":");
    return two(second % 60);
  }

  private LineWriter two(int value) {
    return digit(value / 10).digit(value % 10);
  }

  private LineWriter digit(int value) {
    buffer[length++] = (byte) ('0' + value);
    return this;
  }

  private void dayOf(long epochMs) {
    long now = Math.floorDiv(epochMs, 86_400_000L);
    if (now != day) {
      day = now;
      date = LocalDateTime.ofEpochSecond(now * 86_400, 0, ZoneOffset.UTC).toLocalDate();
    }
  }
}

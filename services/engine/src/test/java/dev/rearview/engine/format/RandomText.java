package dev.rearview.engine.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Random records, regular enough to be some and odd enough to find faults. */
public final class RandomText {
  private static final List<String> NAMES =
      List.of(
          "level",
          "Level",
          "log.level",
          "log",
          "lvl",
          "ts",
          "time",
          "@timestamp",
          "instant",
          "message",
          "msg",
          "service",
          "service.name",
          "latency_ms",
          "latencyMs",
          "LATENCY__MS",
          "user_id",
          "http",
          "http.status",
          "status",
          "a",
          "b",
          "a.b",
          "b.c",
          "c",
          "a.b.c",
          "_",
          "__",
          "über",
          "\\u0061",
          "le\\u0076el",
          "trace",
          "id",
          "trace_id",
          "epochSecond",
          "nanoOfSecond",
          "resource",
          "attributes");
  private static final List<String> TIMES =
      List.of(
          "2024-01-15T15:47:23.120Z",
          "2024-01-15 15:47:23,12",
          "2024/01/15 15:47:23",
          "2024-02-29T23:59:59.123456789+01:00",
          "2023-02-29T00:00:00Z",
          "1900-02-29T00:00:00Z",
          "2000-02-29T00:00:00Z",
          "1969-12-31T23:59:59.9999999999Z",
          "2024-06-30T23:59:60Z",
          "2024-01-15T24:00:00Z",
          "2024-01-15T15:47:23-0530",
          "2024-01-15T15:47:23+18:00",
          "2024-01-15T15:47:23 UTC",
          "2024-1-5T15:47:23Z",
          "0000-03-01T00:00:00Z",
          "9999-12-31T23:59:59Z",
          " 2024-01-15T15:47:23Z ",
          "2024-03-31T02:30:00",
          "1705333643",
          "1705333643.12",
          "15/Jan/2024:15:47:23 +0000",
          "Mon Jan 15 15:47:23 2024");
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-0",
          "-0.0",
          "7",
          "50",
          "35",
          "812",
          "-5",
          "1705333643120",
          "0.5",
          "12.50",
          "1e3",
          "1.5E-7",
          "2E+5",
          "1e400",
          "9223372036854775807",
          "-9223372036854775808",
          "9223372036854775808",
          "123456789012345678901234567890",
          "0.1234567890123456789",
          "9007199254740993.0",
          "01",
          "1.",
          ".5",
          "+1",
          "-",
          "NaN",
          "1e");
  private static final List<String> STRINGS =
      List.of(
          "",
          "warn",
          "ERROR",
          " Error ",
          "50",
          "cart",
          "a \\\"quoted\\\" word",
          "tab\\tnew\\nline",
          "\\u00fcber \\ud83d\\ude00 \\ud83d",
          "über ü",
          "long enough to be walked in several steps, longer than eight bytes",
          "k=v user_id=7 q=\\\"a b\\\"",
          "\\x",
          "\\u12g4",
          "back\\\\slash");

  private static final Pattern VALUE =
      Pattern.compile(":(\"(?:[^\"\\\\]|\\\\.)*\"|true|false|null|-?[0-9][0-9.eE+-]*)");

  private RandomText() {}

  private static String of(List<String> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }

  public static String json(Random random) {
    return blank(random) + object(random, 3) + blank(random);
  }

  /** The same names in the same places, other values. */
  public static String withOtherValues(String json, Random random) {
    Matcher values = VALUE.matcher(json);
    return values.replaceAll(value ->
        Matcher.quoteReplacement(
            ":"
                + switch (value.group(1).charAt(0)) {
                  case '"' -> '"' + of(random.nextInt(4) > 0 ? STRINGS : TIMES, random) + '"';
                  case 't', 'f' -> random.nextBoolean() ? "true" : "false";
                  case 'n' -> random.nextInt(9) > 0 ? "null" : "7";
                  default -> of(NUMBERS, random);
                }));
  }

  private static String blank(Random random) {
    int which = random.nextInt(40);
    return which == 0 ? " " : which == 1 ? "\t " : which == 2 ? "\r" : "";
  }

  private static String object(Random random, int depth) {
    StringBuilder out = new StringBuilder("{").append(blank(random));
    int members = random.nextInt(7);
    for (int i = 0; i < members; i++) {
      out.append(i == 0 ? "" : "," + blank(random))
          .append('"')
          .append(of(NAMES, random))
          .append('"')
          .append(blank(random))
          .append(':')
          .append(blank(random))
          .append(value(random, depth))
          .append(blank(random));
    }
    return out.append('}').toString();
  }

  private static String value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 9 : 6)) {
      case 0 -> "null";
      case 1 -> random.nextBoolean() ? "true" : "false";
      case 2 -> random.nextInt(4) > 0 ? "" + random.nextInt(1_000) : of(NUMBERS, random);
      case 3 -> '"' + of(TIMES, random) + '"';
      case 4, 5 ->
          '"' + (random.nextInt(9) > 0 ? of(STRINGS, random).replace("\\x", "") : "\\x") + '"';
      case 6 -> "[" + value(random, depth - 1) + "," + value(random, depth - 1) + "]";
      case 7 -> random.nextBoolean() ? "[]" : "{}";
      default -> object(random, depth - 1);
    };
  }

  public static String pairs(Random random) {
    StringBuilder out = new StringBuilder();
    int pairs = random.nextInt(7);
    for (int i = 0; i < pairs; i++) {
      out.append(i > 0 || random.nextInt(20) == 0 ? " " : "")
          .append(of(NAMES, random).replace("\\u0061", "a-/@"))
          .append(random.nextInt(30) == 0 ? "" : "=");
      switch (random.nextInt(5)) {
        case 0 -> out.append(of(NUMBERS, random));
        case 1 -> out.append('"').append(of(STRINGS, random)).append('"');
        case 2 -> out.append(of(TIMES, random).strip());
        case 3 -> out.append(random.nextBoolean() ? "" : "true");
        default -> out.append(of(STRINGS, random).replace(' ', '-'));
      }
      out.append(random.nextInt(20) == 0 ? "\t" : "");
    }
    return out.toString();
  }

  /** With one to three bytes changed, taken out, doubled, or put in. */
  public static byte[] mutated(byte[] line, Random random) {
    byte[] bytes = line;
    for (int n = 1 + random.nextInt(3); n > 0 && bytes.length > 0; n--) {
      int at = random.nextInt(bytes.length);
      bytes =
          switch (random.nextInt(6)) {
            case 0 -> spliced(bytes, at, at + 1, new byte[0]);
            case 1 -> spliced(bytes, at, at, new byte[] {bytes[at]});
            case 2 -> spliced(bytes, at, at + 1, new byte[] {(byte) random.nextInt(256)});
            case 3 -> spliced(bytes, at, at, odd(random));
            case 4 -> spliced(bytes, at, at + 1, odd(random));
            default -> Arrays.copyOf(bytes, random.nextInt(20) == 0 ? at : bytes.length);
          };
    }
    return bytes;
  }

  /** With some letters and digits written as escapes, and some numbers in another way. */
  public static byte[] escaped(byte[] line, Random random) {
    StringBuilder out = new StringBuilder();
    for (char c : new String(line, StandardCharsets.UTF_8).toCharArray()) {
      switch (Character.isLetterOrDigit(c) || c == '=' ? random.nextInt(40) : 9) {
        case 0 -> out.append("\\u%04x".formatted((int) c));
        case 1 -> out.append("\\u%04X".formatted((int) c));
        case 2 -> out.append('\\').append(c);
        case 3 -> out.append(c).append(Character.isDigit(c) ? ".0e0" : "");
        default -> out.append(c);
      }
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] odd(Random random) {
    String[] all = {
      "\"", "\\", ",", ":", "{", "}", "[", "]", "0", "-", ".", "e", " ", "_", "=", "\t", "\u0001",
      "ü", "\\u0041", "\r"
    };
    return random.nextInt(5) == 0
        ? new byte[] {(byte) 0xE2, (byte) 0x82}
        : all[random.nextInt(all.length)].getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] put) {
    byte[] out = new byte[bytes.length - (to - from) + put.length];
    System.arraycopy(bytes, 0, out, 0, from);
    System.arraycopy(put, 0, out, from, put.length);
    System.arraycopy(bytes, to, out, from + put.length, bytes.length - to);
    return out;
  }
}

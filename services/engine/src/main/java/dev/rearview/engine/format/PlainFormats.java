package dev.rearview.engine.format;

import java.util.List;

/** Declares text of which no more than a time or a level is known. The most telling first. */
final class PlainFormats {
  static final PatternFormat TIMESTAMPED =
      PatternFormat.named("timestamped", "any text after a time, and maybe a level")
          .pattern(
              "\\[?%{iso}\\]?:?[ \\t|-]*[\\[(<*] *%{level} *[\\])>*]:?[ \\t|-]*%{message}",
              "\\[?%{iso}\\]?:?[ \\t|-]*(?<level>TRACE|trace|VERBOSE|verbose|DEBUG|debug|DBG|CONFIG|INFO|info|INF|NOTICE|notice|WARNING|warning|WARN|warn|WRN|ERROR|error|ERR|err|SEVERE|severe|CRITICAL|critical|CRIT|crit|FATAL|fatal|FTL|ALERT|alert|EMERG|emerg|PANIC|panic)\\b(?:[:|]|[ \\t]+-)?[ \\t|]*%{message}",
              "\\[?%{iso}\\]?:?[ \\t|-]*%{level} *(?::|\\|| - )[ \\t|-]*%{message}",
              "\\[?%{iso}\\]?:?[ \\t|-]*%{message}")
          .multiLine()
          .sample(
              "2024-01-15T15:47:23Z [error] cannot open file",
              "2024-01-15T15:47:23Z",
              "ERROR",
              "cannot open file")
          .sample("2024-01-15 15:47:23 started", "2024-01-15T15:47:23Z", null, "started")
          .sample(
              "2024-01-15 15:47:23.120 +00:00 [INF] Now listening on: http://localhost:5000",
              "2024-01-15T15:47:23.120Z",
              "INFO",
              "Now listening on: http://localhost:5000")
          .sample(
              "[2024-01-15T15:47:23.120] error: Node web-1 not responding",
              "2024-01-15T15:47:23.120Z",
              "ERROR",
              "Node web-1 not responding")
          .sample("2024-01-15 15:47:23,120 Warning: low", "2024-01-15T15:47:23.120Z", "WARN", "low")
          .sample(
              "2024-01-15 15:47:23 Error opening file",
              "2024-01-15T15:47:23Z",
              null,
              "Error opening file")
          .build();

  static final PatternFormat DATED =
      PatternFormat.named(
              "dated", "any text after a time that is written in another way, and maybe a level")
          .pattern(
              "\\[?(?<time>\\d{1,2}\\.\\d{1,2}\\.\\d{4},? \\d{1,2}:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?|\\d{4}\\.\\d\\d\\.\\d\\d[ -]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?|\\d{1,2}[ -][A-Za-z]{3}[ -]\\d{4} \\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?(?: [+-]\\d{4}| [A-Z]{3})?|[A-Z][a-z]{2} \\d{1,2},? \\d{4},? \\d{1,2}:\\d\\d:\\d\\d(?: [AP]M)?|(?:[A-Z][a-z]{2},? )?[A-Z][a-z]{2} [ \\d]?\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?: [A-Z]{2,5})? \\d{4}|[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d (?:[A-Z]{3}|[+-]\\d{4})|\\d{8}[ -]\\d\\d:?\\d\\d:?\\d\\d(?:[.,]\\d{1,9})?|\\d{6} \\d\\d:\\d\\d:\\d\\d)\\]?:?[ \\t|-]*[\\[(<*] *%{level} *[\\])>*]:?[ \\t|-]*%{message}",
              "\\[?(?<time>\\d{1,2}\\.\\d{1,2}\\.\\d{4},? \\d{1,2}:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?|\\d{4}\\.\\d\\d\\.\\d\\d[ -]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?|\\d{1,2}[ -][A-Za-z]{3}[ -]\\d{4} \\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?(?: [+-]\\d{4}| [A-Z]{3})?|[A-Z][a-z]{2} \\d{1,2},? \\d{4},? \\d{1,2}:\\d\\d:\\d\\d(?: [AP]M)?|(?:[A-Z][a-z]{2},? )?[A-Z][a-z]{2} [ \\d]?\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?: [A-Z]{2,5})? \\d{4}|[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d (?:[A-Z]{3}|[+-]\\d{4})|\\d{8}[ -]\\d\\d:?\\d\\d:?\\d\\d(?:[.,]\\d{1,9})?|\\d{6} \\d\\d:\\d\\d:\\d\\d)\\]?:?[ \\t|-]*(?<level>TRACE|trace|VERBOSE|verbose|DEBUG|debug|DBG|CONFIG|INFO|info|INF|NOTICE|notice|WARNING|warning|WARN|warn|WRN|ERROR|error|ERR|err|SEVERE|severe|CRITICAL|critical|CRIT|crit|FATAL|fatal|FTL|ALERT|alert|EMERG|emerg|PANIC|panic)\\b(?:[:|]|[ \\t]+-)?[ \\t|]*%{message}",
              "\\[?(?<time>\\d{1,2}\\.\\d{1,2}\\.\\d{4},? \\d{1,2}:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?|\\d{4}\\.\\d\\d\\.\\d\\d[ -]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?|\\d{1,2}[ -][A-Za-z]{3}[ -]\\d{4} \\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?(?: [+-]\\d{4}| [A-Z]{3})?|[A-Z][a-z]{2} \\d{1,2},? \\d{4},? \\d{1,2}:\\d\\d:\\d\\d(?: [AP]M)?|(?:[A-Z][a-z]{2},? )?[A-Z][a-z]{2} [ \\d]?\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?: [A-Z]{2,5})? \\d{4}|[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d (?:[A-Z]{3}|[+-]\\d{4})|\\d{8}[ -]\\d\\d:?\\d\\d:?\\d\\d(?:[.,]\\d{1,9})?|\\d{6} \\d\\d:\\d\\d:\\d\\d)\\]?:?[ \\t|-]*%{level} *(?::|\\|| - )[ \\t|-]*%{message}",
              "\\[?(?<time>\\d{1,2}\\.\\d{1,2}\\.\\d{4},? \\d{1,2}:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?|\\d{4}\\.\\d\\d\\.\\d\\d[ -]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?|\\d{1,2}[ -][A-Za-z]{3}[ -]\\d{4} \\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?(?: [+-]\\d{4}| [A-Z]{3})?|[A-Z][a-z]{2} \\d{1,2},? \\d{4},? \\d{1,2}:\\d\\d:\\d\\d(?: [AP]M)?|(?:[A-Z][a-z]{2},? )?[A-Z][a-z]{2} [ \\d]?\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?: [A-Z]{2,5})? \\d{4}|[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d (?:[A-Z]{3}|[+-]\\d{4})|\\d{8}[ -]\\d\\d:?\\d\\d:?\\d\\d(?:[.,]\\d{1,9})?|\\d{6} \\d\\d:\\d\\d:\\d\\d)\\]?:?[ \\t|-]*%{message}")
          .time(
              "d.M.yyyy[,] H:mm:ss[.S]",
              "yyyy.MM.dd HH:mm:ss[.S]",
              "yyyy.MM.dd-HH:mm:ss[.S]",
              "d-MMM-yyyy HH:mm:ss[.S][ z]",
              "d MMM yyyy HH:mm:ss[.S][ z]",
              "MMM d[,] yyyy[,] h:mm:ss a",
              "MMM d[,] yyyy[,] H:mm:ss",
              "E[,] MMM d HH:mm:ss[.S][ z] yyyy",
              "MMM d HH:mm:ss[.S][ z] yyyy",
              "E, d MMM yyyy HH:mm:ss z",
              "yyyyMMdd HH:mm:ss[.S]",
              "yyyyMMdd-HH:mm:ss[.S]",
              "yyyyMMdd HHmmss[.S]",
              "yyyyMMdd-HHmmss[.S]",
              "yyMMdd HH:mm:ss")
          .multiLine()
          .sample(
              "15.01.2024 15:47:23,120 ERROR refused",
              "2024-01-15T15:47:23.120Z",
              "ERROR",
              "refused")
          .sample("15 Jan 2024 15:47:23 refused", "2024-01-15T15:47:23Z", null, "refused")
          .sample(
              "15-Jan-2024 15:47:23.120 INFO: started",
              "2024-01-15T15:47:23.120Z",
              "INFO",
              "started")
          .sample("Jan 15, 2024 3:47:23 PM slow", "2024-01-15T15:47:23Z", null, "slow")
          .sample("Mon Jan 15 16:47:23 CET 2024: done", "2024-01-15T15:47:23Z", null, "done")
          .sample(
              "Mon Jan 15 15:47:23 2024 [pid 7] CONNECT",
              "2024-01-15T15:47:23Z",
              null,
              "[pid 7] CONNECT")
          .sample("Mon, 15 Jan 2024 15:47:23 GMT done", "2024-01-15T15:47:23Z", null, "done")
          .sample("20240115 15:47:23.120 done", "2024-01-15T15:47:23.120Z", null, "done")
          .sample("20240115-154723 done", "2024-01-15T15:47:23Z", null, "done")
          .sample("2024.01.15 15:47:23 done", "2024-01-15T15:47:23Z", null, "done")
          .build();

  static final PatternFormat SLASHED =
      PatternFormat.named(
              "slashed",
              "any text after a time with the day or the month first, whichever fits the file")
          .pattern(
              "\\[?(?<time>\\d{1,2}/\\d{1,2}/\\d{2,4},? \\d{1,2}:\\d\\d(?::\\d\\d)?(?:[.,]\\d{1,9})?(?: ?[AaPp][Mm])?)\\]?:?[ \\t|-]*[\\[(<*] *%{level} *[\\])>*]:?[ \\t|-]*%{message}",
              "\\[?(?<time>\\d{1,2}/\\d{1,2}/\\d{2,4},? \\d{1,2}:\\d\\d(?::\\d\\d)?(?:[.,]\\d{1,9})?(?: ?[AaPp][Mm])?)\\]?:?[ \\t|-]*(?<level>TRACE|trace|VERBOSE|verbose|DEBUG|debug|DBG|CONFIG|INFO|info|INF|NOTICE|notice|WARNING|warning|WARN|warn|WRN|ERROR|error|ERR|err|SEVERE|severe|CRITICAL|critical|CRIT|crit|FATAL|fatal|FTL|ALERT|alert|EMERG|emerg|PANIC|panic)\\b(?:[:|]|[ \\t]+-)?[ \\t|]*%{message}",
              "\\[?(?<time>\\d{1,2}/\\d{1,2}/\\d{2,4},? \\d{1,2}:\\d\\d(?::\\d\\d)?(?:[.,]\\d{1,9})?(?: ?[AaPp][Mm])?)\\]?:?[ \\t|-]*%{level} *(?::|\\|| - )[ \\t|-]*%{message}",
              "\\[?(?<time>\\d{1,2}/\\d{1,2}/\\d{2,4},? \\d{1,2}:\\d\\d(?::\\d\\d)?(?:[.,]\\d{1,9})?(?: ?[AaPp][Mm])?)\\]?:?[ \\t|-]*%{message}")
          .time(
              "d/M/yyyy[,] H:mm[:ss][.S]",
              "M/d/yyyy[,] H:mm[:ss][.S]",
              "M/d/yyyy[,] h:mm[:ss][.S][ ]a",
              "d/M/yyyy[,] h:mm[:ss][.S][ ]a",
              "d/M/yy[,] H:mm[:ss][.S]",
              "M/d/yy[,] H:mm[:ss][.S]",
              "M/d/yy[,] h:mm[:ss][ ]a",
              "d/M/yy[,] h:mm[:ss][ ]a",
              "yy/M/d H:mm:ss[.S]")
          .multiLine()
          .sample(
              "01/15/2024 03:47:23 PM ERROR refused", "2024-01-15T15:47:23Z", "ERROR", "refused")
          .sample("15/01/2024 15:47:23 refused", "2024-01-15T15:47:23Z", null, "refused")
          .sample("1/15/24, 3:47 PM - hello", "2024-01-15T15:47:00Z", null, "hello")
          .build();

  static final PatternFormat EPOCH_FIRST =
      PatternFormat.named(
              "epoch_first", "any text after seconds or milliseconds since 1970, and maybe a level")
          .pattern(
              "\\[?(?<time>1\\d{9}(?:[.,]\\d{1,9})?|1\\d{12})\\]?:?[ \\t|-]*[\\[(<*] *%{level} *[\\])>*]:?[ \\t|-]*%{message}",
              "\\[?(?<time>1\\d{9}(?:[.,]\\d{1,9})?|1\\d{12})\\]?:?[ \\t|-]*(?<level>TRACE|trace|VERBOSE|verbose|DEBUG|debug|DBG|CONFIG|INFO|info|INF|NOTICE|notice|WARNING|warning|WARN|warn|WRN|ERROR|error|ERR|err|SEVERE|severe|CRITICAL|critical|CRIT|crit|FATAL|fatal|FTL|ALERT|alert|EMERG|emerg|PANIC|panic)\\b(?:[:|]|[ \\t]+-)?[ \\t|]*%{message}",
              "\\[?(?<time>1\\d{9}(?:[.,]\\d{1,9})?|1\\d{12})\\]?:?[ \\t|-]*%{level} *(?::|\\|| - )[ \\t|-]*%{message}",
              "\\[?(?<time>1\\d{9}(?:[.,]\\d{1,9})?|1\\d{12})\\]?:?[ \\t|-]*%{message}")
          .time("epoch")
          .multiLine()
          .sample(
              "[1705333643] SERVICE ALERT: web-1;HTTP;CRITICAL",
              "2024-01-15T15:47:23Z",
              null,
              "SERVICE ALERT: web-1;HTTP;CRITICAL")
          .sample("1705333643.120 WARN slow", "2024-01-15T15:47:23.120Z", "WARN", "slow")
          .build();

  static final PatternFormat LEVELED =
      PatternFormat.named("leveled", "any text after a level")
          .pattern(
              "\\[?(?<level>TRACE|DEBUG|INFO|NOTICE|WARNING|WARN|ERROR|SEVERE|CRITICAL|FATAL|PANIC|trace|debug|info|notice|warning|warn|error|critical|fatal|Debug|Info|Notice|Warning|Error|Fatal)(?:\\] *:?|:| -)(?: +%{message}|$)")
          .multiLine()
          .sample("ERROR: cannot open file", null, "ERROR", "cannot open file")
          .sample("[WARN] disk is nearly full", null, "WARN", "disk is nearly full")
          .sample("info: Server started", null, "INFO", "Server started")
          .sample("Error: no stock", null, "ERROR", "no stock")
          .build();

  static final List<PatternFormat> ALL = List.of(TIMESTAMPED, DATED, SLASHED, EPOCH_FIRST, LEVELED);

  private PlainFormats() {}
}

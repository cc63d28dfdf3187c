package dev.rearview.engine.format;

import dev.rearview.model.Level;
import java.util.List;
import java.util.Map;

/**
 * Declares what operating systems write: syslog, journal, kernel, audit, Windows. The most telling
 * first.
 */
final class SystemFormats {
  static final PatternFormat SYSLOG5424 =
      PatternFormat.named("syslog5424", "syslog as in RFC 5424, with structured data")
          .pattern(
              "<(?<pri>\\d{1,3})>1 (?:-|%{iso}) (?<host>\\S+) (?<process>\\S+) (?<pid>\\S+) (?<messageId>\\S+) (?:-|(?<structured>(?:\\[[^\\]\"]*(?:\"[^\"\\\\]*(?:\\\\.[^\"\\\\]*)*\"[^\\]\"]*)*\\])+))(?: \\x{FEFF}?%{message})?$")
          .numbers("pid")
          .sample(
              "<165>1 2024-01-15T15:47:23.120Z web-1 cart 812 ID47 [shop@32473 user=\"bob\" note=\"a \\\"b\\\" \\]\"][o@1 x=\"1\"] order saved",
              "2024-01-15T15:47:23.120Z",
              "INFO",
              "order saved",
              Map.of(
                  "host",
                  "web-1",
                  "process",
                  "cart",
                  "pid",
                  812L,
                  "message_id",
                  "ID47",
                  "user",
                  "bob",
                  "note",
                  "a \"b\" ]",
                  "x",
                  "1",
                  "priority",
                  165L))
          .sample(
              "<34>1 2024-01-15T16:47:23.120456+01:00 web-1 su - - - 'su root' failed",
              "2024-01-15T15:47:23.120456Z",
              "FATAL",
              "'su root' failed",
              Map.of("process", "su"))
          .build();

  static final PatternFormat SYSLOG =
      PatternFormat.named("syslog", "syslog as in RFC 3164: time host process[pid]: message")
          .pattern(
              "(?:<(?<pri>\\d{1,3})>)?%{syslog} (?<host>\\S+) (?:(?<process>[^:\\[\\]]{1,64})(?:\\[(?<pid>\\d+)\\])?(?: \\((?<address>[^)]*)\\))?: ?)?%{message}")
          .numbers("pid")
          .sample(
              "Jan 14 15:16:01 combo sshd(pam_unix)[19939]: authentication failure; uid=0 ",
              "2024-01-14T15:16:01Z",
              null,
              "authentication failure; uid=0",
              Map.of("host", "combo", "process", "sshd(pam_unix)", "pid", 19939L))
          .sample(
              "Dec 10 06:55:46 LabSZ syslogd 1.4.1: restart.",
              "2023-12-10T06:55:46Z",
              null,
              "restart.",
              Map.of("process", "syslogd 1.4.1"))
          .sample(
              "<11>Jan 15 15:47:23 web-1 cart[7]: refused",
              "2024-01-15T15:47:23Z",
              "ERROR",
              "refused",
              Map.of("priority", 11L))
          .sample(
              "Jul  1 09:04:42 authorMacBook-Pro com.apple.xpc.launchd[1] (com.apple.quicklook[71939]): Endpoint has been activated",
              "2023-07-01T09:04:42Z",
              null,
              "Endpoint has been activated",
              Map.of("process", "com.apple.xpc.launchd", "address", "com.apple.quicklook[71939]"))
          .sample(
              "Jan 15 15:47:23.120456 web-1 kernel: eth0: link up",
              "2024-01-15T15:47:23.120456Z",
              null,
              "eth0: link up",
              Map.of("process", "kernel"))
          .build();

  static final PatternFormat SYSLOG_ISO =
      PatternFormat.named(
              "syslog_iso", "syslog with a whole time, as rsyslog and journalctl write it")
          .pattern(
              "(?:<(?<pri>\\d{1,3})>)?(?:[A-Z][a-z]{2} )?%{iso} (?<host>[\\w.-]+) (?<process>[\\w./()@:-]{1,64})\\[(?<pid>\\d+)\\]: %{message}",
              "(?:<(?<pri>\\d{1,3})>)?(?<time>\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}(?:[+-]\\d\\d:\\d\\d|Z)) (?<host>[\\w.-]+) (?<process>[\\w./()@-]{1,64}): %{message}")
          .time("iso")
          .numbers("pid")
          .sample(
              "2024-01-15T16:47:23.120456+01:00 web-1 sshd[812]: Connection closed",
              "2024-01-15T15:47:23.120456Z",
              null,
              "Connection closed",
              Map.of("host", "web-1", "process", "sshd", "pid", 812L))
          .sample(
              "2024-01-15T16:47:23.120456+01:00 web-1 kernel: eth0: link up",
              "2024-01-15T15:47:23.120456Z",
              null,
              "eth0: link up",
              Map.of("process", "kernel"))
          .sample(
              "Mon 2024-01-15 15:47:23 UTC web-1 systemd[1]: Started cart.service.",
              "2024-01-15T15:47:23Z",
              null,
              "Started cart.service.",
              Map.of("process", "systemd"))
          .sample(
              "2024-01-15 16:47:23+01 MacBook-Pro softwareupdated[812]: Scan done",
              "2024-01-15T15:47:23Z",
              null,
              "Scan done")
          .build();

  static final PatternFormat DMESG =
      PatternFormat.named(
              "dmesg", "the kernel's ring buffer, with the seconds since the start or the time")
          .pattern(
              "(?:<(?<pri>\\d{1,3})>)?\\[ *(?<uptime>\\d{1,9}\\.\\d{6})\\] %{message}",
              "(?<facility>[a-z]\\w*) *:(?<level>[a-z]+) *: \\[ *(?<uptime>\\d{1,9}\\.\\d{6})\\] %{message}",
              "\\[%{ctime}\\] %{message}")
          .numbers("uptime")
          .sample(
              "kern  :err   : [    4.120456] usb 1-1: device not accepting address",
              null,
              "ERROR",
              "usb 1-1: device not accepting address",
              Map.of("uptime", 4.120456, "facility", "kern"))
          .sample(
              "[    4.120456] usb 1-1: new high-speed USB device number 2",
              null,
              null,
              "usb 1-1: new high-speed USB device number 2",
              Map.of("uptime", 4.120456))
          .sample(
              "<3>[12345.678901] EXT4-fs error (device sda1)",
              null,
              "ERROR",
              "EXT4-fs error (device sda1)",
              Map.of("uptime", 12345.678901))
          .sample(
              "[Mon Jan 15 15:47:23 2024] eth0: link up",
              "2024-01-15T15:47:23Z",
              null,
              "eth0: link up")
          .build();

  static final PatternFormat AUDITD =
      PatternFormat.named("auditd", "Linux audit")
          .pattern(
              "(?:node=(?<host>\\S+) )?type=(?<type>\\S+) msg=audit\\((?<time>\\d{10}\\.\\d{3}):(?<serial>\\d+)\\): ?(?<pairs>.*)")
          .time("epoch")
          .numbers("serial")
          .sample(
              "type=SYSCALL msg=audit(1705333643.120:4287): arch=c000003e syscall=59 success=yes exe=\"/usr/bin/su\"",
              "2024-01-15T15:47:23.120Z",
              null,
              "type=SYSCALL msg=audit(1705333643.120:4287): arch=c000003e syscall=59 success=yes exe=\"/usr/bin/su\"",
              Map.of("type", "SYSCALL", "serial", 4287L, "syscall", 59L, "exe", "/usr/bin/su"))
          .build();

  static final PatternFormat MACOS =
      PatternFormat.named("macos", "macOS' unified log")
          .pattern(
              "(?<time>\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}[+-]\\d{4}) +(?<thread>0x[0-9a-f]+) +(?<level>[A-Z][a-z]+) +(?<activity>0x[0-9a-f]+) +(?<pid>\\d+) +(?:\\d+ +)?(?<process>[^: ][^:]{0,200}): (?:\\((?<library>[^)]*)\\) )?(?:\\[(?<subsystem>[^\\]:]+):(?<category>[^\\]]*)\\] )?%{message}",
              "(?<time>\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}[+-]\\d{4}) +(?<host>\\S+) (?<process>[^\\[: ][^\\[:]{0,200})\\[(?<pid>\\d+)\\](?: <(?<level>[A-Z][a-z]+)>)?: (?:\\((?<library>[^)]*)\\) )?(?:\\[(?<subsystem>[^\\]:]+):(?<category>[^\\]]*)\\] )?%{message}",
              "(?<time>\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3}) (?<level>Df|I|Db|E|F|A) +(?<process>[^\\[ ][^\\[]{0,200})\\[(?<pid>\\d+):(?<thread>[0-9a-f]+)\\] (?:\\((?<library>[^)]*)\\) )?(?:\\[(?<subsystem>[^\\]:]+):(?<category>[^\\]]*)\\] )?%{message}")
          .time("iso")
          .numbers("pid")
          .levels(
              Map.of(
                  "default",
                  Level.INFO,
                  "fault",
                  Level.FATAL,
                  "activity",
                  Level.INFO,
                  "df",
                  Level.INFO,
                  "i",
                  Level.INFO,
                  "db",
                  Level.DEBUG,
                  "e",
                  Level.ERROR,
                  "f",
                  Level.FATAL,
                  "a",
                  Level.INFO))
          .multiLine()
          .sample(
              "2024-01-15 16:47:23.120456+0100 0x1a2b     Error       0x0                  812    0    loginwindow: (IOKit) [com.apple.loginwindow:timing] cannot sleep",
              "2024-01-15T15:47:23.120456Z",
              "ERROR",
              "cannot sleep",
              Map.of("process", "loginwindow", "subsystem", "com.apple.loginwindow"))
          .sample(
              "2024-01-15 15:47:23.120 Df loginwindow[812:1a2b] [com.apple.x:y] slept",
              "2024-01-15T15:47:23.120Z",
              "INFO",
              "slept",
              Map.of("category", "y"))
          .sample(
              "2024-01-15 16:47:23.120456+0100  localhost kernel[0] <Error>: (AppleSMC) cannot sleep",
              "2024-01-15T15:47:23.120456Z",
              "ERROR",
              "cannot sleep",
              Map.of("process", "kernel", "host", "localhost", "library", "AppleSMC"))
          .build();

  static final PatternFormat WINDOWS_CBS =
      PatternFormat.named(
              "windows_cbs", "Windows servicing (CBS, DISM): time, level component message")
          .pattern(
              "(?<time>\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:[.:]\\d{1,3})?), (?<level>[A-Z][a-z]+) +(?<component>\\S+) +%{message}")
          .time("iso")
          .multiLine()
          .sample(
              "2016-09-28 04:30:30, Info                  CBS    Loaded Servicing Stack v6.1.7601.23505 with Core: C:\\Windows\\winsxs\\amd64\\cbscore.dll",
              "2016-09-28T04:30:30Z",
              "INFO",
              "Loaded Servicing Stack v6.1.7601.23505 with Core: C:\\Windows\\winsxs\\amd64\\cbscore.dll",
              Map.of("component", "CBS"))
          .sample(
              "2016-09-28 04:30:31, Info                  CSI    00000001@2016/9/27:20:30:31.455 WcpInitialize (wcp.dll version 0.0.0.6) called (stack @0x7fed806eb5d)",
              "2016-09-28T04:30:31Z",
              "INFO",
              "00000001@2016/9/27:20:30:31.455 WcpInitialize (wcp.dll version 0.0.0.6) called (stack @0x7fed806eb5d)",
              Map.of("component", "CSI"))
          .sample(
              "2016-09-28 04:30:31, Warning               DISM   DISM Provider Store: PID=812 TID=4 Failed",
              "2016-09-28T04:30:31Z",
              "WARN",
              "DISM Provider Store: PID=812 TID=4 Failed")
          .build();

  static final PatternFormat WINDOWS_EVENT =
      PatternFormat.named("windows_event", "Windows events as text, one name: value on a line")
          .start("(?:Log Name: |TimeCreated +: )")
          .pattern("(?:Log Name: +(?<logName>[^\\n]*)|TimeCreated +: )")
          .details(
              "(?:\\nDate: +|^TimeCreated +: )(?<time>[^\\n\\r]+)",
              "\\nLevel(?:DisplayName)? *: +(?<level>[^\\n\\r]+)",
              "\\nSource: +(?<source>[^\\n\\r]+)",
              "\\nEvent ID: +(?<eventId>\\d+)",
              "\\nComputer: +(?<computer>[^\\n\\r]+)",
              "\\nProviderName *: (?<provider>[^\\n\\r]+)",
              "\\n(?:Description:|Message *:) *\\n?%{message}")
          .time(
              "M/d/yyyy h:mm:ss a",
              "d/M/yyyy H:mm:ss",
              "dd.MM.yyyy HH:mm:ss",
              "yyyy-MM-dd[T][ ]HH:mm:ss[.S][z]")
          .multiLine()
          .sample(
              "Log Name:      System\nSource:        Service Control Manager\nDate:          1/15/2024 3:47:23 PM\nEvent ID:      7036\nTask Category: None\nLevel:         Warning\nKeywords:      Classic\nUser:          N/A\nComputer:      WEB-1\nDescription:\nThe Spooler service entered the stopped state.",
              "2024-01-15T15:47:23Z",
              "WARN",
              "The Spooler service entered the stopped state.",
              Map.of(
                  "event_id",
                  "7036",
                  "source",
                  "Service Control Manager",
                  "computer",
                  "WEB-1",
                  "log_name",
                  "System"))
          .sample(
              "TimeCreated  : 1/15/2024 3:47:23 PM\nProviderName : Service Control Manager\nId           : 7036\nLevelDisplayName : Error\nMessage      : The Spooler service stopped.",
              "2024-01-15T15:47:23Z",
              "ERROR",
              "The Spooler service stopped.",
              Map.of("provider", "Service Control Manager"))
          .build();

  static final PatternFormat WINDOWS_TAB =
      PatternFormat.named(
              "windows_tab",
              "Windows events saved as text: level, time, source, id, category, message between tabs")
          .pattern(
              "(?<level>Information|Warning|Error|Critical|Verbose|Audit Success|Audit Failure)\\t(?<time>\\d[^\\t]{7,30})\\t(?<source>[^\\t]*)\\t(?<eventId>\\d+)\\t(?<category>[^\\t]*)\\t?%{message}")
          .time(
              "M/d/yyyy h:mm:ss a",
              "d/M/yyyy H:mm:ss",
              "dd.MM.yyyy HH:mm:ss",
              "yyyy-MM-dd HH:mm:ss")
          .levels(Map.of("audit success", Level.INFO, "audit failure", Level.ERROR))
          .multiLine()
          .sample(
              "Error\t1/15/2024 3:47:23 PM\tService Control Manager\t7034\tNone\tThe Spooler service stopped.",
              "2024-01-15T15:47:23Z",
              "ERROR",
              "The Spooler service stopped.",
              Map.of("event_id", "7034", "source", "Service Control Manager"))
          .build();

  static final List<PatternFormat> ALL =
      List.of(
          SYSLOG5424,
          SYSLOG,
          SYSLOG_ISO,
          DMESG,
          AUDITD,
          MACOS,
          WINDOWS_CBS,
          WINDOWS_EVENT,
          WINDOWS_TAB);

  private SystemFormats() {}
}

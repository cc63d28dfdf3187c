package dev.rearview.engine.format;

import dev.rearview.model.Level;
import java.util.List;
import java.util.Map;

/** Declares what phones, desktops and supercomputers write. The most telling first. */
final class DeviceFormats {
  static final PatternFormat ANDROID =
      PatternFormat.named("android", "Android logcat with time: threadtime and time")
          .pattern(
              "(?<time>(?:\\d{4}-)?\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3,6})(?: [+-]\\d{4})? +(?:(?<uid>\\w+) +)?(?<pid>\\d+) +(?<tid>\\d+) (?<level>[VDIWEFAS]) (?<tag>.*?):(?: +%{message})?$",
              "(?<time>(?:\\d{4}-)?\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3,6}) (?<level>[VDIWEFAS])/(?<tag>[^(]*)\\( *(?<pid>\\d+)\\): ?%{message}")
          .time("MM-dd HH:mm:ss.S", "yyyy-MM-dd HH:mm:ss.S")
          .numbers("pid", "tid")
          .levels(
              Map.of(
                  "v",
                  Level.TRACE,
                  "d",
                  Level.DEBUG,
                  "i",
                  Level.INFO,
                  "w",
                  Level.WARN,
                  "e",
                  Level.ERROR,
                  "f",
                  Level.FATAL,
                  "a",
                  Level.FATAL,
                  "s",
                  Level.FATAL))
          .sample(
              "03-17 16:13:38.811  1702  2395 D WindowManager: printFreezingDisplayLogsopening app wtoken = AppWindowToken{9f4ef63}, allDrawn= false",
              "2023-03-17T16:13:38.811Z",
              "DEBUG",
              "printFreezingDisplayLogsopening app wtoken = AppWindowToken{9f4ef63}, allDrawn= false",
              Map.of("pid", 1702L, "tid", 2395L, "tag", "WindowManager"))
          .sample(
              "03-17 16:13:38.819  1702  8671 V PhoneStatusBar: setSystemUiVisibility vis=0 mask=1",
              "2023-03-17T16:13:38.819Z",
              "TRACE",
              "setSystemUiVisibility vis=0 mask=1")
          .sample(
              "01-15 15:47:23.120 E/AndroidRuntime( 1702): FATAL EXCEPTION: main",
              "2024-01-15T15:47:23.120Z",
              "ERROR",
              "FATAL EXCEPTION: main",
              Map.of("tag", "AndroidRuntime"))
          .build();

  static final PatternFormat ANDROID_BRIEF =
      PatternFormat.named("android_brief", "Android logcat, brief: L/tag( pid): message")
          .pattern("(?<level>[VDIWEFAS])/(?<tag>[^(]*)\\( *(?<pid>\\d+)\\): ?%{message}")
          .numbers("pid")
          .levels(
              Map.of(
                  "v",
                  Level.TRACE,
                  "d",
                  Level.DEBUG,
                  "i",
                  Level.INFO,
                  "w",
                  Level.WARN,
                  "e",
                  Level.ERROR,
                  "f",
                  Level.FATAL,
                  "a",
                  Level.FATAL,
                  "s",
                  Level.FATAL))
          .sample(
              "W/ActivityManager( 1702): Slow operation: 812ms",
              null,
              "WARN",
              "Slow operation: 812ms",
              Map.of("tag", "ActivityManager", "pid", 1702L))
          .build();

  static final PatternFormat HEALTHAPP =
      PatternFormat.named("healthapp", "HealthApp: time|component|pid|message")
          .pattern(
              "(?<time>\\d{8}-\\d{1,2}:\\d{1,2}:\\d{1,2}:\\d{1,3})\\|(?<component>[^|]*)\\|(?<pid>\\d+)\\|%{message}")
          .time("yyyyMMdd-H:m:s:L")
          .numbers("pid")
          .sample(
              "20171223-22:15:29:606|Step_LSC|30002312|onStandStepChanged 3579",
              "2017-12-23T22:15:29.606Z",
              null,
              "onStandStepChanged 3579",
              Map.of("component", "Step_LSC", "pid", 30002312L))
          .sample(
              "20171224-0:0:0:15|Step_SPUtils|30002312|setTodayTotalDetailSteps=1514044800000##7007",
              "2017-12-24T00:00:00.015Z",
              null,
              "setTodayTotalDetailSteps=1514044800000##7007")
          .build();

  static final PatternFormat PROXIFIER =
      PatternFormat.named("proxifier", "Proxifier: [MM.dd time] program - message")
          .pattern(
              "\\[(?<time>\\d\\d\\.\\d\\d \\d\\d:\\d\\d:\\d\\d)\\] (?<program>.*?) - %{message}")
          .time("MM.dd HH:mm:ss")
          .sample(
              "[10.30 16:49:06] chrome.exe - proxy.cse.cuhk.edu.hk:5070 open through proxy proxy.cse.cuhk.edu.hk:5070 HTTPS",
              "2023-10-30T16:49:06Z",
              null,
              "proxy.cse.cuhk.edu.hk:5070 open through proxy proxy.cse.cuhk.edu.hk:5070 HTTPS",
              Map.of("program", "chrome.exe"))
          .build();

  static final PatternFormat BGL =
      PatternFormat.named("bgl", "Blue Gene/L: label, epoch, date, location, time, facility, level")
          .pattern(
              "(?<label>\\S+) %{epoch} \\d{4}\\.\\d\\d\\.\\d\\d (?<location>\\S+) (?<localTime>\\d{4}-\\d\\d-\\d\\d-\\d\\d\\.\\d\\d\\.\\d\\d\\.(?<fraction>\\d+)) \\S+ (?<type>\\S+) (?<facility>\\S+) (?<level>\\S+) ?%{message}")
          .sample(
              "- 1117838570 2005.06.03 R02-M1-N0-C:J12-U11 2005-06-03-15.42.50.675872 R02-M1-N0-C:J12-U11 RAS KERNEL INFO instruction cache parity error corrected",
              "2005-06-03T22:42:50.675872Z",
              "INFO",
              "instruction cache parity error corrected",
              Map.of("facility", "KERNEL", "location", "R02-M1-N0-C:J12-U11"))
          .build();

  static final PatternFormat THUNDERBIRD =
      PatternFormat.named(
              "thunderbird",
              "Thunderbird, Spirit, Liberty: label, epoch, date, user, syslog's head, message")
          .pattern(
              "(?<label>\\S+) %{epoch} (?<date>\\d{4}\\.\\d\\d\\.\\d\\d) (?<user>\\S+) [A-Z][a-z]{2} +\\d\\d? \\d\\d:\\d\\d:\\d\\d (?<location>\\S+) (?:(?<process>[^:\\[\\]]{1,64})(?:\\[(?<pid>\\d+)\\])?: ?)?%{message}")
          .numbers("pid")
          .sample(
              "- 1131566461 2005.11.09 dn228 Nov 9 12:01:01 dn228/dn228 crond(pam_unix)[2915]: session closed for user root",
              "2005-11-09T20:01:01Z",
              null,
              "session closed for user root",
              Map.of("process", "crond(pam_unix)", "pid", 2915L, "location", "dn228/dn228"))
          .sample(
              "- 1131566468 2005.11.09 tbird-sm1 Nov 9 12:01:08 src@tbird-sm1 ib_sm.x[24904]: [ib_sm_sweep.c:1455]: No topology change",
              "2005-11-09T20:01:08Z",
              null,
              "[ib_sm_sweep.c:1455]: No topology change")
          .build();

  static final PatternFormat HPC =
      PatternFormat.named("hpc", "HPC cluster: id, node, component, state, epoch, flag")
          .pattern(
              "(?<logId>\\d+) (?<host>\\S+) (?<facility>\\S+) (?<state>\\S+) %{epoch} (?<flag>-?\\d+) %{message}")
          .sample(
              "2569870 node-D7 unix.hw state_change.unavailable 1074121737 1 not responding",
              "2004-01-14T23:08:57Z",
              null,
              "not responding",
              Map.of("host", "node-D7", "state", "state_change.unavailable"))
          .build();

  static final List<PatternFormat> ALL =
      List.of(ANDROID, ANDROID_BRIEF, HEALTHAPP, PROXIFIER, BGL, THUNDERBIRD, HPC);

  private DeviceFormats() {}
}

package dev.rearview.engine.format;

import dev.rearview.model.Level;
import java.util.List;
import java.util.Map;

/** Declares what programs in Go write, Kubernetes among them. The most telling first. */
final class GoFormats {
  static final PatternFormat KLOG =
      PatternFormat.named("klog", "Kubernetes: level and date, time, thread, file:line] message")
          .pattern(
              "(?<level>[IWEF])(?<time>\\d{4}(?:\\d{4})? \\d\\d:\\d\\d:\\d\\d\\.\\d{1,9}) +(?<thread>\\d+) (?<caller>[^\\s:\\]]+:\\d+)\\] %{message}")
          .time("MMdd HH:mm:ss.S", "yyyyMMdd HH:mm:ss.S")
          .numbers("thread")
          .levels(Map.of("i", Level.INFO, "w", Level.WARN, "e", Level.ERROR, "f", Level.FATAL))
          .multiLine()
          .sample(
              "E0115 15:47:23.120456       1 reflector.go:138] Failed to watch *v1.Pod",
              "2024-01-15T15:47:23.120456Z",
              "ERROR",
              "Failed to watch *v1.Pod",
              Map.of("caller", "reflector.go:138", "thread", 1L))
          .sample(
              "I20240115 15:47:23.120456 12345 main.cc:12] started",
              "2024-01-15T15:47:23.120456Z",
              "INFO",
              "started")
          .build();

  static final PatternFormat ETCD =
      PatternFormat.named("etcd", "etcd before 3.4: time L | package: message")
          .pattern("%{iso} (?<level>[CEWNIDT]) \\| (?<logger>[\\w/.-]+): %{message}")
          .levels(
              Map.of(
                  "c",
                  Level.FATAL,
                  "e",
                  Level.ERROR,
                  "w",
                  Level.WARN,
                  "n",
                  Level.INFO,
                  "i",
                  Level.INFO,
                  "d",
                  Level.DEBUG,
                  "t",
                  Level.TRACE))
          .multiLine()
          .sample(
              "2024-01-15 15:47:23.120456 W | etcdserver: read-only range request took too long",
              "2024-01-15T15:47:23.120456Z",
              "WARN",
              "read-only range request took too long",
              Map.of("logger", "etcdserver"))
          .build();

  static final PatternFormat ZAP_CONSOLE =
      PatternFormat.named(
              "zap_console", "zap's console: time, level, caller and message between tabs")
          .pattern(
              "%{iso}\\t%{level}\\t(?:(?<logger>[\\w.-]+)\\t)?(?:(?<caller>[\\w./@-]+:\\d+)\\t)?%{message}")
          .multiLine()
          .sample(
              "2024-01-15T15:47:23.120Z\tERROR\tcart\tcart/main.go:42\trefused\t{\"took\": 0.8}",
              "2024-01-15T15:47:23.120Z",
              "ERROR",
              "refused\t{\"took\": 0.8}",
              Map.of("logger", "cart", "caller", "cart/main.go:42"))
          .build();

  static final PatternFormat LOGRUS_TEXT =
      PatternFormat.named("logrus_text", "logrus on a terminal: LEVEL[seconds] message")
          .pattern(
              "(?<level>TRAC|DEBU|INFO|WARN|ERRO|FATA|PANI)\\[(?<elapsed>\\d{4,10})\\] ?%{message}",
              "(?<level>TRAC|DEBU|INFO|WARN|ERRO|FATA|PANI)\\[%{iso}\\] ?%{message}")
          .numbers("elapsed")
          .sample(
              "ERRO[2024-01-15T15:47:23.120Z] cannot open file",
              "2024-01-15T15:47:23.120Z",
              "ERROR",
              "cannot open file")
          .levels(
              Map.of(
                  "trac",
                  Level.TRACE,
                  "debu",
                  Level.DEBUG,
                  "erro",
                  Level.ERROR,
                  "fata",
                  Level.FATAL,
                  "pani",
                  Level.FATAL))
          .multiLine()
          .sample(
              "WARN[0812] slow                                          took=0.8",
              null,
              "WARN",
              "slow                                          took=0.8",
              Map.of("elapsed", 812L))
          .build();

  static final PatternFormat HCLOG =
      PatternFormat.named("hclog", "HashiCorp: time [LEVEL] logger: message")
          .pattern("%{iso} \\[%{level}\\] +(?<logger>[\\w.-]+): %{message}")
          .multiLine()
          .sample(
              "2024-01-15T15:47:23.120Z [WARN]  agent.server.raft: heartbeat timeout reached",
              "2024-01-15T15:47:23.120Z",
              "WARN",
              "heartbeat timeout reached",
              Map.of("logger", "agent.server.raft"))
          .build();

  static final PatternFormat GO =
      PatternFormat.named("go", "Go's log: yyyy/MM/dd time, maybe file:line, message")
          .pattern(
              "(?<time>\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?) (?:(?<caller>[\\w./-]+\\.go:\\d+): )?\\[%{level}\\]:? ?%{message}",
              "(?<time>\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?) (?:(?<caller>[\\w./-]+\\.go:\\d+): )?(?<level>[A-Z]{4,8}):? +%{message}",
              "(?<time>\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?) (?:(?<caller>[\\w./-]+\\.go:\\d+): )?%{message}")
          .time("iso")
          .multiLine()
          .sample(
              "2024/01/15 15:47:23 listening on :8080",
              "2024-01-15T15:47:23Z",
              null,
              "listening on :8080")
          .sample(
              "2024/01/15 15:47:23.120456 main.go:42: refused",
              "2024-01-15T15:47:23.120456Z",
              null,
              "refused",
              Map.of("caller", "main.go:42"))
          .sample("2024/01/15 15:47:23 [ERROR] refused", "2024-01-15T15:47:23Z", "ERROR", "refused")
          .sample(
              "2024/01/15 15:47:23 WARN slow took=0.8",
              "2024-01-15T15:47:23Z",
              "WARN",
              "slow took=0.8")
          .build();

  static final List<PatternFormat> ALL = List.of(KLOG, ETCD, ZAP_CONSOLE, LOGRUS_TEXT, HCLOG, GO);

  private GoFormats() {}
}

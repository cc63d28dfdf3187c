package dev.rearview.engine.format;

import dev.rearview.model.Level;
import java.util.List;
import java.util.Map;

/** Declares what programs in Python write. The most telling first. */
final class PythonFormats {
  static final PatternFormat PYTHON =
      PatternFormat.named("python", "Python: time - name - level - message")
          .pattern("%{iso} - (?<logger>[\\w.-]+) - %{level} - %{message}")
          .multiLine()
          .sample(
              "2024-01-15 15:47:23,120 - worker.tasks - ERROR - task failed",
              "2024-01-15T15:47:23.120Z",
              "ERROR",
              "task failed",
              Map.of("logger", "worker.tasks"))
          .build();

  static final PatternFormat PYTHON_BASIC =
      PatternFormat.named("python_basic", "Python without configuration: LEVEL:name:message")
          .pattern("(?<level>DEBUG|INFO|WARNING|ERROR|CRITICAL):(?<logger>[\\w.-]+):%{message}")
          .multiLine()
          .sample(
              "WARNING:root:disk is nearly full",
              null,
              "WARN",
              "disk is nearly full",
              Map.of("logger", "root"))
          .build();

  static final PatternFormat OPENSTACK =
      PatternFormat.named(
              "openstack",
              "OpenStack: time pid level logger [request] message, maybe behind the file's name")
          .pattern(
              "(?<time>\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3}) (?<pid>\\d+) (?<level>[A-Z]+) (?<logger>[\\w.-]+) (?:\\[(?:(?<requestId>req-[\\w-]+)(?: [^\\]]*)?|[^\\]]*)\\] ?)?%{message}",
              "(?<logFile>\\S+\\.log\\S*) (?<time>\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3}) (?<pid>\\d+) (?<level>[A-Z]+) (?<logger>[\\w.-]+) (?:\\[(?:(?<requestId>req-[\\w-]+)(?: [^\\]]*)?|[^\\]]*)\\] ?)?%{message}")
          .time("iso")
          .numbers("pid")
          .levels(Map.of("audit", Level.INFO))
          .multiLine()
          .sample(
              "nova-api.log.1.2017-05-16_13:53:08 2017-05-16 00:00:00.008 25746 INFO nova.osapi_compute.wsgi.server [req-38101a0b-2096-447d-96ea-a692162415ae 113d3a99c3da401fbd62cc2caa5b96d2 54fadb412c4e40cdbaed9335e4c35a9e - - -] 10.11.10.1 \"GET /v2/servers/detail HTTP/1.1\" status: 200 len: 1893 time: 0.2477829",
              "2017-05-16T00:00:00.008Z",
              "INFO",
              "10.11.10.1 \"GET /v2/servers/detail HTTP/1.1\" status: 200 len: 1893 time: 0.2477829",
              Map.of(
                  "pid",
                  25746L,
                  "request_id",
                  "req-38101a0b-2096-447d-96ea-a692162415ae",
                  "logger",
                  "nova.osapi_compute.wsgi.server"))
          .sample(
              "2017-05-16 00:00:04.500 2931 WARNING nova.compute.manager [-] [instance: b9000564] VM Started (Lifecycle Event)",
              "2017-05-16T00:00:04.500Z",
              "WARN",
              "[instance: b9000564] VM Started (Lifecycle Event)",
              Map.of("pid", 2931L))
          .build();

  static final PatternFormat CELERY =
      PatternFormat.named("celery", "Celery: [time: LEVEL/process] message")
          .pattern(
              "\\[%{iso}: %{level}/(?<process>[\\w-]+)\\] (?:(?<task>[\\w.]+)\\[(?<taskId>[0-9a-f-]{36})\\]: )?%{message}")
          .multiLine()
          .sample(
              "[2024-01-15 15:47:23,120: ERROR/ForkPoolWorker-1] Task failed",
              "2024-01-15T15:47:23.120Z",
              "ERROR",
              "Task failed",
              Map.of("process", "ForkPoolWorker-1"))
          .build();

  static final PatternFormat GUNICORN =
      PatternFormat.named("gunicorn", "gunicorn: [time] [pid] [LEVEL] message")
          .pattern("\\[%{iso}\\] \\[(?<pid>\\d+)\\] \\[%{level}\\] %{message}")
          .numbers("pid")
          .multiLine()
          .sample(
              "[2024-01-15 16:47:23 +0100] [7] [CRITICAL] WORKER TIMEOUT (pid:8)",
              "2024-01-15T15:47:23Z",
              "FATAL",
              "WORKER TIMEOUT (pid:8)",
              Map.of("pid", 7L))
          .build();

  static final PatternFormat AIRFLOW =
      PatternFormat.named("airflow", "Airflow: [time] {file:line} LEVEL - message")
          .pattern("\\[%{iso}\\] \\{(?<caller>[^}]+)\\} %{level} - %{message}")
          .multiLine()
          .sample(
              "[2024-01-15T15:47:23.120+0000] {taskinstance.py:1157} INFO - Dependencies all met",
              "2024-01-15T15:47:23.120Z",
              "INFO",
              "Dependencies all met",
              Map.of("caller", "taskinstance.py:1157"))
          .build();

  static final PatternFormat FLASK =
      PatternFormat.named("flask", "Flask: [time] LEVEL in module: message")
          .pattern("\\[%{iso}\\] %{level} in (?<logger>\\w+): %{message}")
          .multiLine()
          .sample(
              "[2024-01-15 15:47:23,120] ERROR in app: Exception on /cart [GET]",
              "2024-01-15T15:47:23.120Z",
              "ERROR",
              "Exception on /cart [GET]",
              Map.of("logger", "app"))
          .build();

  static final PatternFormat LOGURU =
      PatternFormat.named("loguru", "loguru: time | LEVEL | module:function:line - message")
          .pattern(
              "%{iso} \\| (?<level>[A-Z]+) +\\| (?<logger>[\\w.<>]+):(?<function>[\\w.<>]+):(?<sourceLine>\\d+) - %{message}")
          .numbers("sourceLine")
          .levels(Map.of("success", Level.INFO))
          .multiLine()
          .sample(
              "2024-01-15 15:47:23.120 | SUCCESS  | shop.cart:save:42 - saved",
              "2024-01-15T15:47:23.120Z",
              "INFO",
              "saved",
              Map.of("function", "save", "source_line", 42L))
          .build();

  static final List<PatternFormat> ALL =
      List.of(PYTHON, PYTHON_BASIC, OPENSTACK, CELERY, GUNICORN, AIRFLOW, FLASK, LOGURU);

  private PythonFormats() {}
}

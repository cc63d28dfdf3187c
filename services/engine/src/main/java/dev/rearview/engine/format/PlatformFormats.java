package dev.rearview.engine.format;

import dev.rearview.model.Level;
import java.util.List;
import java.util.Map;

/**
 * Declares what programs in Python, Go, .NET, Ruby, PHP and JavaScript, and Kubernetes itself,
 * write. The most telling first.
 */
final class PlatformFormats {
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

  static final PatternFormat RUST =
      PatternFormat.named("rust", "Rust: env_logger and tracing")
          .pattern(
              "\\[%{iso} %{level} +(?<logger>[\\w:-]+)\\] %{message}",
              "%{iso} +%{level} +(?<logger>\\w+(?:::\\w+)+): %{message}")
          .multiLine()
          .sample(
              "[2024-01-15T15:47:23Z WARN  cart::stock] slow",
              "2024-01-15T15:47:23Z",
              "WARN",
              "slow",
              Map.of("logger", "cart::stock"))
          .sample(
              "2024-01-15T15:47:23.120456Z  INFO cart::stock: saved",
              "2024-01-15T15:47:23.120456Z",
              "INFO",
              "saved",
              Map.of("logger", "cart::stock"))
          .build();

  static final PatternFormat SPDLOG =
      PatternFormat.named("spdlog", "spdlog: [time] [logger] [level] message")
          .pattern("\\[%{iso}\\] \\[(?<logger>[^\\]\\d][^\\]]*)\\] \\[%{level}\\] %{message}")
          .multiLine()
          .sample(
              "[2024-01-15 15:47:23.120] [cart] [warning] slow",
              "2024-01-15T15:47:23.120Z",
              "WARN",
              "slow",
              Map.of("logger", "cart"))
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

  static final PatternFormat NLOG =
      PatternFormat.named("nlog", "NLog: time|LEVEL|logger|message")
          .pattern("%{iso}\\|(?<level>[A-Za-z]+)\\|(?<logger>[^|]*)\\|%{message}")
          .multiLine()
          .sample(
              "2024-01-15 15:47:23.1200|ERROR|Shop.Host|refused",
              "2024-01-15T15:47:23.120Z",
              "ERROR",
              "refused",
              Map.of("logger", "Shop.Host"))
          .build();

  static final PatternFormat DOTNET =
      PatternFormat.named(
              "dotnet", ".NET's console: level: category[event], the message on the next line")
          .start("(?:\\[?%{iso}\\]? ?)?(?:trce|dbug|info|warn|fail|crit): [^\\[\\n]+\\[-?\\d+\\]")
          .pattern(
              "(?<level>trce|dbug|info|warn|fail|crit): (?<logger>[^\\[\\n]+)\\[(?<eventId>-?\\d+)\\]\\s*%{message}",
              "\\[?%{iso}\\]? ?(?<level>trce|dbug|info|warn|fail|crit): (?<logger>[^\\[\\n]+)\\[(?<eventId>-?\\d+)\\]\\s*%{message}")
          .multiLine()
          .sample(
              "fail: Shop.Host[14]\n      Now listening on: http://localhost:5000",
              null,
              "ERROR",
              "Now listening on: http://localhost:5000",
              Map.of("logger", "Shop.Host", "event_id", "14"))
          .sample(
              "2024-01-15 15:47:23 info: Shop.Host[0] started",
              "2024-01-15T15:47:23Z",
              "INFO",
              "started")
          .build();

  static final PatternFormat RUBY =
      PatternFormat.named("ruby", "Ruby's Logger: L, [time #pid] LEVEL -- program: message")
          .pattern(
              "(?<severity>[DIWEFA]), \\[(?<time>\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?) #(?<pid>\\d+)\\] +(?<level>DEBUG|INFO|WARN|ERROR|FATAL|ANY) -- (?<program>[^:]*): ?%{message}")
          .time("iso")
          .numbers("pid")
          .multiLine()
          .sample(
              "E, [2024-01-15T15:47:23.120456 #77] ERROR -- : refused",
              "2024-01-15T15:47:23.120456Z",
              "ERROR",
              "refused",
              Map.of("pid", 77L))
          .sample(
              "W, [2024-01-15T15:47:23.120456 #77]  WARN -- cart: slow",
              "2024-01-15T15:47:23.120456Z",
              "WARN",
              "slow",
              Map.of("program", "cart"))
          .build();

  static final PatternFormat RAILS =
      PatternFormat.named("rails", "Rails: a request from Started to Completed")
          .start("(?:\\[[^\\]\\n]+\\] )*Started [A-Z]+ \"")
          .pattern(
              "(?:\\[(?<requestId>[0-9a-f-]{8,36})\\] )?(?:\\[[^\\]\\n]+\\] )*Started (?<method>[A-Z]+) \"(?<path>[^\"\\n]*)\" for (?<clientIp>\\S+) at %{iso}")
          .details(
              "Processing by (?<controller>[\\w:]+)#(?<action>\\w+)",
              "Completed (?<status>\\d{3}) [^\\n]*? in (?<durationMs>[\\d.]+)ms")
          .numbers("status", "durationMs")
          .multiLine()
          .sample(
              "Started GET \"/cart\" for 127.0.0.1 at 2024-01-15 16:47:23 +0100\nProcessing by CartController#show as HTML\n  Parameters: {\"id\"=>\"7\"}\nCompleted 500 Internal Server Error in 12ms (ActiveRecord: 3.1ms)",
              "2024-01-15T15:47:23Z",
              null,
              "Started GET \"/cart\" for 127.0.0.1 at 2024-01-15 16:47:23 +0100\nProcessing by CartController#show as HTML\n  Parameters: {\"id\"=>\"7\"}\nCompleted 500 Internal Server Error in 12ms (ActiveRecord: 3.1ms)",
              Map.of(
                  "status",
                  500L,
                  "duration_ms",
                  12L,
                  "controller",
                  "CartController",
                  "action",
                  "show",
                  "path",
                  "/cart"))
          .build();

  static final PatternFormat SIDEKIQ =
      PatternFormat.named("sidekiq", "Sidekiq: time pid=… tid=… LEVEL: message")
          .pattern("%{iso} (?<pairs>pid=\\d+ tid=\\S+(?: \\w+=\\S+)*) %{level}: %{message}")
          .multiLine()
          .sample(
              "2024-01-15T15:47:23.120Z pid=7 tid=abc class=CartJob jid=4bf92f INFO: start",
              "2024-01-15T15:47:23.120Z",
              "INFO",
              "start",
              Map.of("pid", 7L, "class", "CartJob"))
          .build();

  static final PatternFormat NEST =
      PatternFormat.named("nest", "NestJS")
          .pattern(
              "\\[Nest\\] (?<pid>\\d+) +- (?<time>\\d\\d?/\\d\\d?/\\d{4}, \\d\\d?:\\d\\d:\\d\\d.[AP]M) +(?<level>\\w+) (?:\\[(?<logger>[^\\]]+)\\] )?%{message}")
          .time("M/d/yyyy, h:mm:ss a")
          .numbers("pid")
          .multiLine()
          .sample(
              "[Nest] 77  - 01/15/2024, 3:47:23 PM   ERROR [ExceptionsHandler] refused",
              "2024-01-15T15:47:23Z",
              "ERROR",
              "refused",
              Map.of("logger", "ExceptionsHandler", "pid", 77L))
          .build();

  static final PatternFormat PHP =
      PatternFormat.named("php", "PHP and php-fpm: [dd-MMM-yyyy time zone] message")
          .pattern(
              "\\[(?<time>\\d\\d-[A-Z][a-z]{2}-\\d{4} \\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?: [\\w/]+)?)\\] (?:PHP )?(?:(?<level>Fatal error|Parse error|Warning|Notice|Deprecated|WARNING|NOTICE|ERROR|DEBUG|ALERT): +)?%{message}")
          .time("dd-MMM-yyyy HH:mm:ss[.S][ z]")
          .levels(
              Map.of(
                  "fatal error", Level.FATAL, "parse error", Level.ERROR, "deprecated", Level.WARN))
          .multiLine()
          .sample(
              "[15-Jan-2024 16:47:23 Europe/Berlin] PHP Fatal error:  Uncaught Error in /app/cart.php:7",
              "2024-01-15T15:47:23Z",
              "FATAL",
              "Uncaught Error in /app/cart.php:7")
          .sample(
              "[15-Jan-2024 15:47:23] NOTICE: fpm is running, pid 1",
              "2024-01-15T15:47:23Z",
              "INFO",
              "fpm is running, pid 1")
          .build();

  static final PatternFormat MONOLOG =
      PatternFormat.named("monolog", "Monolog and Laravel: [time] channel.LEVEL: message")
          .pattern("\\[%{iso}\\] (?<logger>[\\w-]+)\\.(?<level>[A-Z]+): %{message}")
          .multiLine()
          .sample(
              "[2024-01-15 15:47:23] production.ERROR: Undefined variable {\"exception\":\"x\"}",
              "2024-01-15T15:47:23Z",
              "ERROR",
              "Undefined variable {\"exception\":\"x\"}",
              Map.of("logger", "production"))
          .build();

  static final List<PatternFormat> ALL =
      List.of(
          KLOG,
          ETCD,
          ZAP_CONSOLE,
          LOGRUS_TEXT,
          HCLOG,
          GO,
          PYTHON,
          PYTHON_BASIC,
          OPENSTACK,
          RUST,
          SPDLOG,
          CELERY,
          GUNICORN,
          AIRFLOW,
          FLASK,
          LOGURU,
          NLOG,
          DOTNET,
          RUBY,
          RAILS,
          SIDEKIQ,
          NEST,
          PHP,
          MONOLOG);

  private PlatformFormats() {}
}

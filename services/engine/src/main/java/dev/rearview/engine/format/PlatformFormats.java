package dev.rearview.engine.format;

import dev.rearview.model.Level;
import java.util.List;
import java.util.Map;

/**
 * Declares what programs in Rust, C++, .NET, Ruby, JavaScript and PHP write. The most telling
 * first.
 */
final class PlatformFormats {
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
      List.of(RUST, SPDLOG, NLOG, DOTNET, RUBY, RAILS, SIDEKIQ, NEST, PHP, MONOLOG);

  private PlatformFormats() {}
}

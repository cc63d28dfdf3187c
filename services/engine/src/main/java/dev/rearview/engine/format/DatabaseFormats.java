package dev.rearview.engine.format;

import dev.rearview.model.Level;
import java.util.List;
import java.util.Map;

/** Declares what databases, caches and brokers write. The most telling first. */
final class DatabaseFormats {
  private static final Map<String, Level> POSTGRES_LEVELS =
      Map.of(
          "debug1",
          Level.DEBUG,
          "debug2",
          Level.DEBUG,
          "debug3",
          Level.DEBUG,
          "debug4",
          Level.TRACE,
          "debug5",
          Level.TRACE);

  static final PatternFormat POSTGRES =
      PatternFormat.named(
              "postgres", "PostgreSQL: time [pid] LEVEL:  message, with the usual prefixes")
          .pattern(
              "(?<time>\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?(?: [A-Z]{1,5}|[+-]\\d\\d)?) \\[(?<pid>\\d+)(?:-(?<sessionLine>\\d+))?\\](?:-\\d+|: \\[\\d+-\\d+\\])?:? (?:(?<user>[^@\\s=]*)@(?<database>\\S*) )?(?<level>LOG|ERROR|FATAL|PANIC|WARNING|NOTICE|INFO|DEBUG\\d?|STATEMENT|DETAIL|HINT|CONTEXT|QUERY|LOCATION): +%{message}",
              "(?<time>\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?(?: [A-Z]{1,5}|[+-]\\d\\d)?) \\[(?<pid>\\d+)\\](?:: \\[\\d+-\\d+\\])? user=(?<user>[^,\\s]*),db=(?<database>[^,\\s]*)(?:,app=(?<application>[^,]*))?(?:,client=(?<clientIp>\\S*))? (?<level>LOG|ERROR|FATAL|PANIC|WARNING|NOTICE|INFO|DEBUG\\d?|STATEMENT|DETAIL|HINT|CONTEXT|QUERY|LOCATION): +%{message}",
              "(?<time>\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?(?: [A-Z]{1,5}|[+-]\\d\\d)?):(?<clientIp>[^:(]*)(?:\\(\\d+\\))?:(?<user>[^@:]*)@(?<database>[^:]*):\\[(?<pid>\\d+)\\]:(?<level>LOG|ERROR|FATAL|PANIC|WARNING|NOTICE|INFO|DEBUG\\d?|STATEMENT|DETAIL|HINT|CONTEXT|QUERY|LOCATION): +%{message}",
              "[<\\[]? ?(?<time>\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?(?: [A-Z]{1,5}|[+-]\\d\\d)?)(?<prefix>[^\"]{0,200}?)[ :>\\]](?<level>LOG|ERROR|FATAL|PANIC|WARNING|NOTICE|INFO|DEBUG\\d?|STATEMENT|DETAIL|HINT|CONTEXT|QUERY|LOCATION): {2}%{message}")
          .time("iso")
          .numbers("pid", "sessionLine")
          .levels(POSTGRES_LEVELS)
          .multiLine()
          .sample(
              "2024-01-15 15:47:23.120 UTC [77] shop@inventory FATAL:  sorry, too many clients already",
              "2024-01-15T15:47:23.120Z",
              "FATAL",
              "sorry, too many clients already",
              Map.of("pid", 77L, "user", "shop", "database", "inventory"))
          .sample(
              "2024-01-15 16:47:23.120 CET [77] LOG:  checkpoint complete",
              "2024-01-15T15:47:23.120Z",
              "INFO",
              "checkpoint complete")
          .sample(
              "2024-01-15 15:47:23 UTC [77]: [3-1] user=shop,db=inventory,app=psql,client=10.0.0.1 ERROR:  deadlock detected",
              "2024-01-15T15:47:23Z",
              "ERROR",
              "deadlock detected",
              Map.of("database", "inventory", "client_ip", "10.0.0.1"))
          .sample(
              "2024-01-15 15:47:23 UTC:10.0.0.1(5432):shop@inventory:[77]:STATEMENT:  SELECT 1",
              "2024-01-15T15:47:23Z",
              null,
              "SELECT 1",
              Map.of("user", "shop"))
          .sample(
              "< 2024-01-15 16:47:23.120 CET >WARNING:  nonstandard use of escape",
              "2024-01-15T15:47:23.120Z",
              "WARN",
              "nonstandard use of escape")
          .sample(
              "2024-01-15 15:47:23.120 GMT [77] shop@inventory 10.0.0.1(5432) 65a5.4d LOG:  duration: 812.000 ms",
              "2024-01-15T15:47:23.120Z",
              "INFO",
              "duration: 812.000 ms",
              Map.of("prefix", "[77] shop@inventory 10.0.0.1(5432) 65a5.4d"))
          .build();

  static final PatternFormat POSTGRES_CSV =
      PatternFormat.named("postgres_csv", "PostgreSQL's csvlog")
          .pattern(
              "(?<time>\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} [A-Z]{1,5}),(?:\"(?<user>[^\"]*)\")?,(?:\"(?<database>[^\"]*)\")?,(?<pid>\\d*),(?:\"(?<client>[^\"]*)\")?,(?<session>[0-9a-f.]*),(?<sessionLine>\\d*),(?:\"(?<command>[^\"]*)\")?,[^,\"]*,(?<virtualTransaction>[^,\"]*),(?<transaction>\\d*),(?<level>[A-Z]+\\d?),(?<sqlState>[0-9A-Z]{5}),\"(?<message>[^\"]*(?:\"\"[^\"]*)*)")
          .time("iso")
          .numbers("pid", "sessionLine")
          .levels(POSTGRES_LEVELS)
          .multiLine()
          .doubledQuotes(true)
          .sample(
              "2024-01-15 15:47:23.120 UTC,\"shop\",\"inventory\",77,\"10.0.0.1:5432\",65a5.4d,3,\"SELECT\",2024-01-15 15:00:00 UTC,3/2,0,ERROR,42P01,\"relation x does not exist\",,,,,,\"select 1\",15,,\"psql\",\"client backend\",,0",
              "2024-01-15T15:47:23.120Z",
              "ERROR",
              "relation x does not exist",
              Map.of("database", "inventory", "sql_state", "42P01", "pid", 77L))
          .sample(
              "2024-01-15 15:47:23.120 UTC,,,77,,65a5.4d,1,,2024-01-15 15:00:00 UTC,,0,LOG,00000,\"checkpoint starting: time\",,,,,,,,,\"\",\"checkpointer\",,0",
              "2024-01-15T15:47:23.120Z",
              "INFO",
              "checkpoint starting: time")
          .sample(
              "2024-01-15 15:47:23.120 UTC,\"shop\",\"inventory\",77,\"10.0.0.1:5432\",65a5.4d,3,\"INSERT\",2024-01-15 15:00:00 UTC,3/2,0,ERROR,23505,\"duplicate key value violates unique constraint \"\"stock_pkey\"\"\",\"Key (\"\"id\"\")=(7) already exists.\",,,,,,,,\"psql\",\"client backend\",,0",
              "2024-01-15T15:47:23.120Z",
              "ERROR",
              "duplicate key value violates unique constraint \"stock_pkey\"")
          .build();

  static final PatternFormat MYSQL_ERROR =
      PatternFormat.named("mysql_error", "MySQL's and MariaDB's error log")
          .pattern(
              "%{iso} (?<thread>\\d+) \\[(?<level>\\w+)\\] (?:\\[(?<code>MY-\\d+)\\] \\[(?<subsystem>[^\\]]*)\\] )?%{message}",
              "(?<time>\\d{4}-\\d\\d-\\d\\d +\\d?\\d:\\d\\d:\\d\\d) (?<thread>\\d+|0x[0-9a-f]+) \\[(?<level>\\w+)\\] %{message}",
              "(?<time>\\d{6} +\\d?\\d:\\d\\d:\\d\\d) +(?:\\[(?<level>\\w+)\\] )?%{message}")
          .time("iso", "yyyy-MM-dd HH:mm:ss", "yyMMdd HH:mm:ss")
          .levels(Map.of("note", Level.INFO, "system", Level.INFO))
          .multiLine()
          .sample(
              "2024-01-15T15:47:23.120456Z 0 [Warning] [MY-010068] [Server] CA certificate ca.pem is self signed.",
              "2024-01-15T15:47:23.120456Z",
              "WARN",
              "CA certificate ca.pem is self signed.",
              Map.of("code", "MY-010068", "subsystem", "Server"))
          .sample(
              "2024-01-15 15:47:23 0 [Note] mysqld: ready for connections.",
              "2024-01-15T15:47:23Z",
              "INFO",
              "mysqld: ready for connections.")
          .sample(
              "2024-01-15  5:47:23 140221 [ERROR] Aborted",
              "2024-01-15T05:47:23Z",
              "ERROR",
              "Aborted")
          .sample(
              "240115 15:47:23 [Note] Event Scheduler: Loaded 0 events",
              "2024-01-15T15:47:23Z",
              "INFO",
              "Event Scheduler: Loaded 0 events")
          .build();

  static final PatternFormat MYSQL_SLOW =
      PatternFormat.named(
              "mysql_slow", "MySQL's and MariaDB's slow queries, an entry over several lines")
          .start("# Time: ")
          .pattern("# Time: (?<time>[^\\n]+)\\n")
          .details(
              "\\n# User@Host: (?<user>[^\\[\\n]*)\\[[^\\]\\n]*\\] @ *(?<client>[^\\[\\n ]*) *\\[(?<clientIp>[^\\]\\n]*)\\]",
              "Id: +(?<connection>\\d+)",
              "Query_time: (?<queryTime>[\\d.]+) +Lock_time: (?<lockTime>[\\d.]+)",
              "Rows_sent: (?<rowsSent>\\d+) +Rows_examined: (?<rowsExamined>\\d+)",
              "\\nuse (?<database>[^;\\n]+);",
              "\\nSET timestamp=\\d+;\\n%{message}")
          .time("iso", "yyMMdd HH:mm:ss")
          .numbers("queryTime", "lockTime", "rowsSent", "rowsExamined", "connection")
          .multiLine()
          .sample(
              "# Time: 2024-01-15T15:47:23.120456Z\n# User@Host: shop[shop] @ app-1 [10.0.0.1]  Id:    42\n# Query_time: 2.812000  Lock_time: 0.000100 Rows_sent: 1  Rows_examined: 1000000\nuse inventory;\nSET timestamp=1705333643;\nSELECT *\nFROM orders;",
              "2024-01-15T15:47:23.120456Z",
              null,
              "SELECT *\nFROM orders;",
              Map.of(
                  "query_time",
                  2.812,
                  "rows_examined",
                  1000000L,
                  "user",
                  "shop",
                  "database",
                  "inventory",
                  "connection",
                  42L))
          .sample(
              "# Time: 240115 15:47:23\n# User@Host: shop[shop] @ localhost []\n# Query_time: 12.000000  Lock_time: 0.000000 Rows_sent: 0  Rows_examined: 7\nSET timestamp=1705333643;\nUPDATE stock SET n = n - 1;",
              "2024-01-15T15:47:23Z",
              null,
              "UPDATE stock SET n = n - 1;",
              Map.of("query_time", 12.0))
          .build();

  static final PatternFormat REDIS =
      PatternFormat.named("redis", "Redis: pid:role time level message")
          .pattern(
              "(?<pid>\\d+):(?<role>[XCSM]) (?<time>\\d\\d? [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d\\.\\d{3}) (?<level>[.*#-]) %{message}",
              "\\[(?<pid>\\d+)\\] (?<time>\\d\\d? [A-Z][a-z]{2} \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{3})?) (?<level>[.*#-]) %{message}")
          .time("d MMM yyyy HH:mm:ss.S", "d MMM HH:mm:ss[.S]")
          .numbers("pid")
          .levels(Map.of(".", Level.DEBUG, "-", Level.DEBUG, "*", Level.INFO, "#", Level.WARN))
          .multiLine()
          .sample(
              "1:M 15 Jan 2024 15:47:23.120 # Background save failed",
              "2024-01-15T15:47:23.120Z",
              "WARN",
              "Background save failed",
              Map.of("pid", 1L, "role", "M"))
          .sample(
              "7:C 15 Jan 2024 15:47:23.120 * Ready to accept connections",
              "2024-01-15T15:47:23.120Z",
              "INFO",
              "Ready to accept connections")
          .sample(
              "[7] 15 Jan 15:47:23.120 - Accepted 10.0.0.1:6379",
              "2024-01-15T15:47:23.120Z",
              "DEBUG",
              "Accepted 10.0.0.1:6379")
          .build();

  static final PatternFormat MONGODB_TEXT =
      PatternFormat.named(
              "mongodb_text", "MongoDB before 4.4: time level component [context] message")
          .pattern(
              "(?<time>\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(?:[+-]\\d{4}|Z)) (?<level>[FEWID]\\d?) +(?<component>[A-Z_]+|-) +\\[(?<context>[^\\]]*)\\] %{message}")
          .time("iso")
          .levels(
              Map.of(
                  "f",
                  Level.FATAL,
                  "e",
                  Level.ERROR,
                  "w",
                  Level.WARN,
                  "i",
                  Level.INFO,
                  "d",
                  Level.DEBUG,
                  "d1",
                  Level.DEBUG,
                  "d2",
                  Level.DEBUG,
                  "d3",
                  Level.TRACE,
                  "d4",
                  Level.TRACE,
                  "d5",
                  Level.TRACE))
          .multiLine()
          .sample(
              "2024-01-15T16:47:23.120+0100 I NETWORK  [listener] connection accepted from 10.0.0.1:1",
              "2024-01-15T15:47:23.120Z",
              "INFO",
              "connection accepted from 10.0.0.1:1",
              Map.of("component", "NETWORK", "context", "listener"))
          .build();

  static final PatternFormat RABBITMQ =
      PatternFormat.named("rabbitmq", "RabbitMQ since 3.7: time [level] <process> message")
          .pattern("%{iso} \\[%{level}\\] (?<process><[\\d.]+>) %{message}")
          .multiLine()
          .sample(
              "2024-01-15 15:47:23.120456+00:00 [error] <0.222.0> Discarding message",
              "2024-01-15T15:47:23.120456Z",
              "ERROR",
              "Discarding message",
              Map.of("process", "<0.222.0>"))
          .sample(
              "2024-01-15 15:47:23.120 [info] <0.9.0> Server startup complete",
              "2024-01-15T15:47:23.120Z",
              "INFO",
              "Server startup complete")
          .build();

  static final PatternFormat ERLANG_REPORT =
      PatternFormat.named(
              "erlang_report",
              "RabbitMQ before 3.7 and other Erlang: =LEVEL REPORT==== time ===, then the message")
          .start("=[A-Z]+ REPORT==== ")
          .pattern(
              "=(?<level>[A-Z]+) REPORT==== (?<time>\\d\\d?-[A-Z][a-z]{2}-\\d{4}::\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?) ===\\n?%{message}")
          .time("d-MMM-yyyy::HH:mm:ss[.S]")
          .levels(Map.of("crash", Level.ERROR, "supervisor", Level.ERROR, "progress", Level.INFO))
          .multiLine()
          .sample(
              "=WARNING REPORT==== 15-Jan-2024::15:47:23 ===\nclosing AMQP connection <0.812.0>",
              "2024-01-15T15:47:23Z",
              "WARN",
              "closing AMQP connection <0.812.0>")
          .build();

  static final PatternFormat CLICKHOUSE =
      PatternFormat.named("clickhouse", "ClickHouse")
          .pattern(
              "(?<time>\\d{4}\\.\\d\\d\\.\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{1,6}) \\[ (?<thread>\\d+) \\] \\{(?<queryId>[^}]*)\\} <(?<level>\\w+)> (?<logger>[^:]+): %{message}")
          .time("yyyy.MM.dd HH:mm:ss.S")
          .multiLine()
          .sample(
              "2024.01.15 15:47:23.120456 [ 77 ] {a1b2} <Error> executeQuery: Code: 60. Table does not exist",
              "2024-01-15T15:47:23.120456Z",
              "ERROR",
              "Code: 60. Table does not exist",
              Map.of("query_id", "a1b2", "logger", "executeQuery"))
          .build();

  static final PatternFormat CEPH =
      PatternFormat.named("ceph", "Ceph: time thread priority message")
          .pattern("%{iso} (?<thread>[0-9a-f]{8,16}) +(?<priority>-?\\d{1,2}) %{message}")
          .numbers("priority")
          .sample(
              "2024-01-15T15:47:23.120+0000 7f1b2c3d4700  0 mon.a@0(leader) e1 handle_command",
              "2024-01-15T15:47:23.120Z",
              null,
              "mon.a@0(leader) e1 handle_command",
              Map.of("thread", "7f1b2c3d4700", "priority", 0L))
          .build();

  static final List<PatternFormat> ALL =
      List.of(
          POSTGRES_CSV,
          POSTGRES,
          MYSQL_ERROR,
          MYSQL_SLOW,
          REDIS,
          MONGODB_TEXT,
          RABBITMQ,
          ERLANG_REPORT,
          CLICKHOUSE,
          CEPH);

  private DatabaseFormats() {}
}

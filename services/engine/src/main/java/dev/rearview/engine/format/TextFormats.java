package dev.rearview.engine.format;

import java.util.List;
import java.util.Map;

/**
 * Formats that are declared by a pattern. To add one: declare it here with sample lines and put it
 * into {@link #SPECIFIC} where no less telling format stands before it.
 */
final class TextFormats {
  private static final String TIME =
      "(?<time>\\d{4}[-/]\\d\\d[-/]\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?(?: ?(?:Z|UTC|GMT|[+-]\\d\\d:?\\d\\d)(?![\\w]))?)";
  private static final String LEVEL =
      "(?<level>(?i:TRACE|FINEST|FINER|FINE|DEBUG|DBG|CONFIG|INFO|INF|NOTICE|WARNING|WARN|WRN|ERROR|ERR|SEVERE|CRITICAL|CRIT|FATAL|FTL|ALERT|EMERG|PANIC))";
  private static final String THREAD = "(?<thread>(?:[^\\[\\]]|\\[[^\\[\\]]*+\\]){0,200})";
  private static final String LOGGER = "(?<logger>[\\w.$/#-]{1,200})";
  private static final String MESSAGE = "(?<message>.*)";

  private TextFormats() {}

  static final PatternFormat HDFS =
      PatternFormat.named("hdfs", "HDFS: date, time, process, level, class")
          .line(
              TimeLayout.COMPACT,
              "(?<time>\\d{6} \\d{6}) (?<pid>\\d+) " + LEVEL + " " + LOGGER + ": " + MESSAGE)
          .numbers("pid")
          .multiLine()
          .sample(
              "081109 203615 148 INFO dfs.DataNode$PacketResponder: PacketResponder 1 terminating",
              "2008-11-09T20:36:15Z",
              "INFO",
              "PacketResponder 1 terminating",
              Map.of("pid", 148L, "logger", "dfs.DataNode$PacketResponder"))
          .build();

  static final PatternFormat BGL =
      PatternFormat.named("bgl", "Blue Gene/L: label, epoch, date, location, time, facility, level")
          .line(
              TimeLayout.EPOCH,
              "(?<label>\\S+) (?<time>\\d{9,10}) \\d{4}\\.\\d\\d\\.\\d\\d (?<location>\\S+) (?<localTime>\\d{4}-\\d\\d-\\d\\d-\\d\\d\\.\\d\\d\\.\\d\\d\\.(?<fraction>\\d+)) \\S+ (?<type>\\S+) (?<facility>\\S+) (?<level>\\S+) ?"
                  + MESSAGE)
          .sample(
              "- 1117838570 2005.06.03 R02-M1-N0-C:J12-U11 2005-06-03-15.42.50.675872 R02-M1-N0-C:J12-U11 RAS KERNEL INFO instruction cache parity error corrected",
              "2005-06-03T22:42:50.675872Z",
              "INFO",
              "instruction cache parity error corrected",
              Map.of("facility", "KERNEL", "location", "R02-M1-N0-C:J12-U11"))
          .build();

  static final PatternFormat HPC =
      PatternFormat.named("hpc", "HPC cluster: id, node, component, state, epoch, flag")
          .line(
              TimeLayout.EPOCH,
              "(?<logId>\\d+) (?<host>\\S+) (?<facility>\\S+) (?<state>\\S+) (?<time>\\d{9,10}) (?<flag>-?\\d+) "
                  + MESSAGE)
          .sample(
              "2569870 node-D7 unix.hw state_change.unavailable 1074121737 1 not responding",
              "2004-01-14T23:08:57Z",
              null,
              "not responding",
              Map.of("host", "node-D7", "state", "state_change.unavailable"))
          .build();

  static final PatternFormat ZOOKEEPER =
      PatternFormat.named("zookeeper", "ZooKeeper: time - level [thread:class@line] - message")
          .line(
              TimeLayout.ISO,
              TIME
                  + " - "
                  + LEVEL
                  + " +\\[(?<thread>.{0,200}?):?(?<logger>[\\w.$]{1,200})@(?<sourceLine>\\d+)\\] - ?"
                  + MESSAGE)
          .numbers("sourceLine")
          .multiLine()
          .sample(
              "2015-07-29 17:41:44,747 - INFO  [QuorumPeer[myid=1]/0:0:2181:FastLeaderElection@774] - Notification time out: 3200",
              "2015-07-29T17:41:44.747Z",
              "INFO",
              "Notification time out: 3200",
              Map.of("logger", "FastLeaderElection", "source_line", 774L))
          .build();

  static final PatternFormat HADOOP =
      PatternFormat.named("log4j", "Log4j as in Hadoop: time level [thread] class: message")
          .line(
              TimeLayout.ISO,
              TIME + " +" + LEVEL + " +\\[" + THREAD + "\\] +" + LOGGER + "(?::| -) ?" + MESSAGE)
          .multiLine()
          .sample(
              "2015-10-18 18:01:47,978 INFO [main] org.apache.hadoop.MRAppMaster: Executing with tokens:",
              "2015-10-18T18:01:47.978Z",
              "INFO",
              "Executing with tokens:",
              Map.of("thread", "main", "logger", "org.apache.hadoop.MRAppMaster"))
          .build();

  static final PatternFormat SPRING =
      PatternFormat.named("spring", "Spring Boot: time level pid --- [thread] class : message")
          .line(
              TimeLayout.ISO,
              TIME
                  + " +"
                  + LEVEL
                  + " +(?<pid>\\d+) --- (?:\\[(?<app>[^\\]]*)\\] )?\\[ *"
                  + THREAD
                  + "\\] "
                  + LOGGER
                  + " *: ?"
                  + MESSAGE)
          .numbers("pid")
          .multiLine()
          .sample(
              "2024-01-15T15:47:23.120Z ERROR 1 --- [nio-8080-exec-1] c.s.payment.Charge               : declined",
              "2024-01-15T15:47:23.120Z",
              "ERROR",
              "declined",
              Map.of("logger", "c.s.payment.Charge", "thread", "nio-8080-exec-1"))
          .build();

  static final PatternFormat QUARKUS =
      PatternFormat.named("jboss", "JBoss and Quarkus: time level [class] (thread) message")
          .line(
              TimeLayout.ISO,
              TIME
                  + " +"
                  + LEVEL
                  + " +\\["
                  + LOGGER
                  + "\\] \\((?<thread>[^)]{0,200})\\) ?"
                  + MESSAGE)
          .multiLine()
          .sample(
              "2024-01-15 15:47:23,120 WARN  [io.agroal.pool] (agroal-11) Acquisition timeout",
              "2024-01-15T15:47:23.120Z",
              "WARN",
              "Acquisition timeout",
              Map.of("logger", "io.agroal.pool", "thread", "agroal-11"))
          .build();

  static final PatternFormat LOGBACK =
      PatternFormat.named("logback", "Logback: time [thread] level class - message")
          .line(
              TimeLayout.ISO,
              TIME + " +\\[" + THREAD + "\\] +" + LEVEL + " +" + LOGGER + " +[-:] ?" + MESSAGE)
          .multiLine()
          .sample(
              "2024-01-15 15:47:23.120 [http-1] ERROR com.shop.payment.Charge - card declined",
              "2024-01-15T15:47:23.120Z",
              "ERROR",
              "card declined",
              Map.of("logger", "com.shop.payment.Charge", "thread", "http-1"))
          .build();

  static final PatternFormat JAVA_SHORT =
      PatternFormat.named("java", "Java: time level class - message")
          .line(TimeLayout.ISO, TIME + " +" + LEVEL + " +" + LOGGER + " +[-:] ?" + MESSAGE)
          .multiLine()
          .sample(
              "2024-01-15 15:47:23,120 INFO  com.shop.Main - started",
              "2024-01-15T15:47:23.120Z",
              "INFO",
              "started",
              Map.of("logger", "com.shop.Main"))
          .build();

  static final PatternFormat PYTHON =
      PatternFormat.named("python", "Python: time - name - level - message")
          .line(TimeLayout.ISO, TIME + " - " + LOGGER + " - " + LEVEL + " - " + MESSAGE)
          .multiLine()
          .sample(
              "2024-01-15 15:47:23,120 - worker.tasks - ERROR - task failed",
              "2024-01-15T15:47:23.120Z",
              "ERROR",
              "task failed",
              Map.of("logger", "worker.tasks"))
          .build();

  static final PatternFormat POSTGRES =
      PatternFormat.named("postgres", "PostgreSQL: time [pid] LEVEL:  message")
          .line(
              TimeLayout.ISO,
              TIME
                  + " \\[(?<pid>\\d+)\\](?:-\\d+)?(?: (?<user>[^@ ]+)@(?<database>\\S+))? (?<level>[A-Z]+\\d?): +"
                  + MESSAGE)
          .numbers("pid")
          .multiLine()
          .sample(
              "2024-01-15 15:47:23.120 UTC [77] shop@inventory FATAL:  sorry, too many clients already",
              "2024-01-15T15:47:23.120Z",
              "FATAL",
              "sorry, too many clients already",
              Map.of("pid", 77L, "user", "shop", "database", "inventory"))
          .build();

  static final PatternFormat ACCESS =
      PatternFormat.named("access", "Apache and nginx access, common and combined")
          .line(
              TimeLayout.COMMON_LOG,
              "(?<clientIp>\\S+) (?<ident>\\S+) (?<user>\\S+) \\[(?<time>\\d\\d?/[A-Za-z]{3}/\\d{4}:[^\\]]{8,16})\\] \"(?:(?<method>[A-Z]{3,10}) (?<path>[^ \"]*)(?: (?<protocol>[^ \"]*))?|[^\"]*)\" (?<status>\\d{3}) (?<bytes>\\d+|-)(?: \"(?<referer>[^\"]*)\" \"(?<userAgent>[^\"]*)\")?(?: (?<requestTime>\\d+\\.\\d+))?(?<pairs>.*)")
          .numbers("status", "bytes", "requestTime")
          .sample(
              "10.1.2.3 - - [15/Jan/2024:15:47:23 +0000] \"GET /cart?id=7 HTTP/1.1\" 502 157 \"-\" \"curl/8.5\"",
              "2024-01-15T15:47:23Z",
              null,
              "10.1.2.3 - - [15/Jan/2024:15:47:23 +0000] \"GET /cart?id=7 HTTP/1.1\" 502 157 \"-\" \"curl/8.5\"",
              Map.of("status", 502L, "method", "GET", "path", "/cart?id=7", "bytes", 157L))
          .sample(
              "10.1.2.3 - bob [15/Jan/2024:16:47:23 +0100] \"POST / HTTP/1.1\" 200 - \"-\" \"x\" 0.012 request_id=req-8831",
              "2024-01-15T15:47:23Z",
              null,
              "10.1.2.3 - bob [15/Jan/2024:16:47:23 +0100] \"POST / HTTP/1.1\" 200 - \"-\" \"x\" 0.012 request_id=req-8831",
              Map.of("user", "bob", "request_time", 0.012, "request_id", "req-8831"))
          .build();

  static final PatternFormat APACHE_ERROR =
      PatternFormat.named("apache_error", "Apache error")
          .line(
              TimeLayout.CTIME,
              "\\[(?<time>[A-Z][a-z]{2} [A-Z][a-z]{2} +\\d\\d? \\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)? \\d{4})\\] \\[(?:(?<module>\\w*):)?(?<level>\\w+)\\](?: \\[pid (?<pid>\\d+)(?::tid (?<tid>\\d+))?\\])? (?=(?:\\[client (?<clientIp>[^\\]\\s]+)\\])?)"
                  + MESSAGE)
          .numbers("pid", "tid")
          .sample(
              "[Sun Dec 04 04:47:44 2005] [notice] workerEnv.init() ok",
              "2005-12-04T04:47:44Z",
              "INFO",
              "workerEnv.init() ok")
          .sample(
              "[Mon Jan 15 15:47:23.120001 2024] [proxy:error] [pid 7:tid 9] [client 10.0.0.1:80] AH00898: Error",
              "2024-01-15T15:47:23.120001Z",
              "ERROR",
              "[client 10.0.0.1:80] AH00898: Error",
              Map.of("module", "proxy", "client_ip", "10.0.0.1:80"))
          .build();

  static final PatternFormat NGINX_ERROR =
      PatternFormat.named("nginx_error", "nginx error")
          .line(
              TimeLayout.ISO,
              "(?<time>\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d) \\[(?<level>\\w+)\\] (?<pid>\\d+)#(?<tid>\\d+): (?:\\*(?<connection>\\d+) )?"
                  + MESSAGE)
          .numbers("pid", "tid", "connection")
          .sample(
              "2024/01/15 15:47:23 [error] 29#29: *1 connect() failed (111: Connection refused)",
              "2024-01-15T15:47:23Z",
              "ERROR",
              "connect() failed (111: Connection refused)",
              Map.of("connection", 1L))
          .build();

  static final PatternFormat SYSLOG =
      PatternFormat.named("syslog", "syslog as in RFC 3164: time host process[pid]: message")
          .line(
              TimeLayout.SYSLOG,
              "(?:<(?<priority>\\d{1,3})>)?(?<time>[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d) (?<host>\\S+) (?:(?<process>[^:\\[\\]]{1,64})(?:\\[(?<pid>\\d+)\\])?: ?)?"
                  + MESSAGE)
          .numbers("pid", "priority")
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
          .build();

  static final PatternFormat KAFKA =
      PatternFormat.named("kafka", "Kafka: [time] level message (class)")
          .line(
              TimeLayout.ISO,
              "\\[" + TIME + "\\] " + LEVEL + " (?<message>.*?)(?: \\((?<logger>[\\w.$]+)\\))?")
          .multiLine()
          .sample(
              "[2024-01-15 15:47:23,120] WARN Broker may not be available (org.apache.kafka.NetworkClient)",
              "2024-01-15T15:47:23.120Z",
              "WARN",
              "Broker may not be available",
              Map.of("logger", "org.apache.kafka.NetworkClient"))
          .build();

  static final PatternFormat TIMESTAMPED =
      PatternFormat.named("timestamped", "any text after a time, and maybe a level")
          .line(
              TimeLayout.ISO,
              "\\[?" + TIME + "\\]?:?[ -]*(?:\\[? *" + LEVEL + "\\b *\\]?:?[ |-]*)?" + MESSAGE)
          .multiLine()
          .sample(
              "2024-01-15T15:47:23Z [error] cannot open file",
              "2024-01-15T15:47:23Z",
              "ERROR",
              "cannot open file")
          .sample("2024-01-15 15:47:23 started", "2024-01-15T15:47:23Z", null, "started")
          .build();

  static final PatternFormat LEVELED =
      PatternFormat.named("leveled", "any text after a level")
          .line(
              TimeLayout.ISO,
              "\\[?(?<level>TRACE|DEBUG|INFO|NOTICE|WARNING|WARN|ERROR|SEVERE|CRITICAL|FATAL|PANIC)(?:\\] *:?|:| -) *"
                  + MESSAGE)
          .multiLine()
          .sample("ERROR: cannot open file", null, "ERROR", "cannot open file")
          .sample("[WARN] disk is nearly full", null, "WARN", "disk is nearly full")
          .build();

  static final List<LogFormat> SPECIFIC =
      List.of(
          ACCESS,
          HDFS,
          BGL,
          HPC,
          ZOOKEEPER,
          SPRING,
          QUARKUS,
          HADOOP,
          LOGBACK,
          POSTGRES,
          PYTHON,
          NGINX_ERROR,
          APACHE_ERROR,
          KAFKA,
          SYSLOG,
          JAVA_SHORT);
}

package dev.rearview.engine.format;

import java.util.List;
import java.util.Map;

/** Declares what the loggers of Java write. The most telling first. */
final class JavaFormats {
  static final PatternFormat SPRING =
      PatternFormat.named("spring", "Spring Boot: time level pid --- [thread] class : message")
          .pattern(
              "%{iso} +%{level} +(?:\\[(?<context>[^\\]]*)\\] +)?(?<pid>\\d+) --- (?:\\[(?<application>[^\\]]*)\\] )?\\[%{thread}\\] (?:\\[(?<correlation>[^\\]]*)\\] )?(?<logger>\\S+) +: ?%{message}")
          .numbers("pid")
          .multiLine()
          .sample(
              "2024-01-15T15:47:23.120Z ERROR 1 --- [nio-8080-exec-1] c.s.payment.Charge               : declined",
              "2024-01-15T15:47:23.120Z",
              "ERROR",
              "declined",
              Map.of("logger", "c.s.payment.Charge", "thread", "nio-8080-exec-1", "pid", 1L))
          .sample(
              "2024-01-15 15:47:23.120  WARN [cart,4bf92f,00f067] 7 --- [           main] c.s.Cart : slow",
              "2024-01-15T15:47:23.120Z",
              "WARN",
              "slow",
              Map.of("context", "cart,4bf92f,00f067", "thread", "main"))
          .sample(
              "2024-01-15T16:47:23.120+01:00  INFO 7 --- [cart] [           main] [4bf92f-00f067] c.s.Cart                 : started",
              "2024-01-15T15:47:23.120Z",
              "INFO",
              "started",
              Map.of("application", "cart", "thread", "main", "correlation", "4bf92f-00f067"))
          .build();

  static final PatternFormat JBOSS =
      PatternFormat.named("jboss", "JBoss and Quarkus: time level [class] (thread) message")
          .pattern(
              "(?:%{iso}) +%{level} +\\[%{logger}\\] \\((?<thread>[^)]{0,200})\\) ?(?:- )?%{message}")
          .multiLine()
          .sample(
              "2024-01-15 15:47:23,120 WARN  [io.agroal.pool] (agroal-11) Acquisition timeout",
              "2024-01-15T15:47:23.120Z",
              "WARN",
              "Acquisition timeout",
              Map.of("logger", "io.agroal.pool", "thread", "agroal-11"))
          .build();

  static final PatternFormat LOG4J =
      PatternFormat.named("log4j", "Log4j as in Hadoop: time level [thread] class: message")
          .pattern(
              "%{iso} +%{level} +\\[%{thread}\\] +%{logger}(?::(?<sourceLine>\\d+))?(?::| -) ?%{message}")
          .numbers("sourceLine")
          .multiLine()
          .sample(
              "2015-10-18 18:01:47,978 INFO [main] org.apache.hadoop.MRAppMaster: Executing with tokens:",
              "2015-10-18T18:01:47.978Z",
              "INFO",
              "Executing with tokens:",
              Map.of("thread", "main", "logger", "org.apache.hadoop.MRAppMaster"))
          .build();

  static final PatternFormat LOGBACK =
      PatternFormat.named("logback", "Logback and log4net: time [thread] level class - message")
          .pattern(
              "\\[?%{iso}\\]? +\\[%{thread}\\] +(?:\\[(?<context>[^\\]]*)\\] +)?%{level} +(?:\\[(?<mdc>[^\\]]*)\\] +)?%{logger}(?::(?<sourceLine>\\d+))?(?: +(?:\\[[^\\]]*\\]|\\{[^}]*\\}))?(?: +(?:--|[-:|]) ?|: ?)%{message}")
          .numbers("sourceLine")
          .multiLine()
          .sample(
              "2024-01-15 15:47:23.120 [http-1] ERROR com.shop.payment.Charge - card declined",
              "2024-01-15T15:47:23.120Z",
              "ERROR",
              "card declined",
              Map.of("logger", "com.shop.payment.Charge", "thread", "http-1"))
          .sample(
              "2024-01-15 15:47:23,120 [7] INFO  Shop.Host [(null)] - started",
              "2024-01-15T15:47:23.120Z",
              "INFO",
              "started",
              Map.of("logger", "Shop.Host"))
          .sample(
              "2024-01-15 15:47:23.120 [main] WARN  [4bf92f] c.s.Cart:42 - slow",
              "2024-01-15T15:47:23.120Z",
              "WARN",
              "slow",
              Map.of("mdc", "4bf92f", "source_line", 42L))
          .build();

  static final PatternFormat JUL =
      PatternFormat.named(
              "jul",
              "java.util.logging: time and method on one line, level and message on the next")
          .start(
              "[A-Z][a-z]{2} \\d\\d?, \\d{4} \\d\\d?:\\d\\d:\\d\\d.[AP]M [\\w$]+(?:\\.[\\w$]+)+(?: [\\w$<>]+)?$")
          .pattern(
              "(?<time>[A-Z][a-z]{2} \\d\\d?, \\d{4} \\d\\d?:\\d\\d:\\d\\d.[AP]M) (?<logger>\\S+)(?: (?<method>\\S+))?\\n%{level}: ?%{message}")
          .time("MMM d, yyyy h:mm:ss a")
          .multiLine()
          .sample(
              "Jan 15, 2024 3:47:23 PM com.shop.Cart main\nSEVERE: refused",
              "2024-01-15T15:47:23Z",
              "ERROR",
              "refused",
              Map.of("logger", "com.shop.Cart", "method", "main"))
          .build();

  static final PatternFormat LEVEL_FIRST =
      PatternFormat.named(
              "level_first",
              "level, maybe [thread], time, class - message, as Cassandra and Akka write it")
          .pattern(
              "\\[?%{level} *\\]? +\\[?%{iso}\\]? +\\[%{thread}\\] +%{logger}(?::(?<sourceLine>\\d+))?(?: +- | *: )%{message}",
              "\\[?%{level} *\\]? +(?:\\[%{thread}\\] +)?\\[?%{iso}\\]? +(?:%{logger}(?::(?<sourceLine>\\d+))? +[-:] +)?%{message}",
              "\\[?%{level}\\]? +(?:\\[%{thread}\\] +)?\\[(?<time>\\d\\d/\\d\\d/\\d{4} \\d\\d:\\d\\d:\\d\\d\\.\\d{3})\\] +(?:\\[(?<logger>[^\\]]*)\\] +)?(?:\\[(?<actor>[^\\]]*)\\] +)?%{message}")
          .time("iso", "MM/dd/yyyy HH:mm:ss.S")
          .numbers("sourceLine")
          .multiLine()
          .sample(
              "INFO  [main] 2024-01-15 15:47:23,120 StorageService.java:123 - Node is ready",
              "2024-01-15T15:47:23.120Z",
              "INFO",
              "Node is ready",
              Map.of("thread", "main", "logger", "StorageService.java", "source_line", 123L))
          .sample(
              "[WARN] [01/15/2024 15:47:23.120] [shop-akka.actor.default-dispatcher-3] [akka://shop/user/cart] dropped",
              "2024-01-15T15:47:23.120Z",
              "WARN",
              "dropped",
              Map.of("actor", "akka://shop/user/cart"))
          .sample(
              "[INFO ] 2024-01-15 15:47:23.120 [main] com.shop.Cart - saved",
              "2024-01-15T15:47:23.120Z",
              "INFO",
              "saved",
              Map.of("thread", "main", "logger", "com.shop.Cart"))
          .sample(
              "ERROR 2024-01-15 15:47:23,120 refused",
              "2024-01-15T15:47:23.120Z",
              "ERROR",
              "refused")
          .build();

  static final PatternFormat JAVA =
      PatternFormat.named("java", "Java: time level class - message")
          .pattern(
              "%{iso} +%{level} +%{logger}(?::(?<sourceLine>\\d+))?(?: +(?:--|[-:|]) ?|: )%{message}",
              "%{iso} +%{level} +\\[(?<logger>[\\w$-]+(?:\\.[\\w$-]+)+)\\] +(?:- )?%{message}",
              "%{iso} +%{level} +\\((?<sourceFile>[\\w$]+\\.\\w+):(?<sourceLine>\\d+)\\) +- ?%{message}",
              "%{iso} +\\| +%{level} +\\| +(?<thread>[^|]+)\\| +(?<logger>[\\w.$]+) +\\| +%{message}")
          .numbers("sourceLine")
          .multiLine()
          .sample(
              "2024-01-15 15:47:23,120 INFO  com.shop.Main - started",
              "2024-01-15T15:47:23.120Z",
              "INFO",
              "started",
              Map.of("logger", "com.shop.Main"))
          .sample(
              "2024-01-15 15:47:23,120 INFO  Cart:42 - saved",
              "2024-01-15T15:47:23.120Z",
              "INFO",
              "saved",
              Map.of("logger", "Cart", "source_line", 42L))
          .sample(
              "2024-01-15 15:47:23,120 ERROR [com.shop.Main] refused",
              "2024-01-15T15:47:23.120Z",
              "ERROR",
              "refused",
              Map.of("logger", "com.shop.Main"))
          .sample(
              "2024-01-15 15:47:23,120 WARN  (Cart.java:42) - slow",
              "2024-01-15T15:47:23.120Z",
              "WARN",
              "slow",
              Map.of("source_file", "Cart.java"))
          .sample(
              "2024-01-15 15:47:23,120 | INFO  | main | com.shop.Cart | saved",
              "2024-01-15T15:47:23.120Z",
              "INFO",
              "saved",
              Map.of("thread", "main", "logger", "com.shop.Cart"))
          .build();

  static final PatternFormat CLOCK =
      PatternFormat.named(
              "clock",
              "a clock without a date: Logback without configuration, WildFly, Serilog and zerolog on a terminal")
          .pattern(
              "(?<clock>\\d\\d:\\d\\d:\\d\\d[.,]\\d{3}) +\\[%{thread}\\] +%{level} +%{logger}(?: +(?:--|[-:|]) ?|: )%{message}",
              "(?<clock>\\d\\d:\\d\\d:\\d\\d[.,]\\d{3}) +%{level} +\\[%{logger}\\] +\\((?<thread>[^)]*)\\) +%{message}",
              "%{level} +(?<clock>\\d\\d:\\d\\d:\\d\\d[.,]\\d{3}) +\\[%{thread}\\] +%{logger}(?: +(?:--|[-:|]) ?|: )%{message}",
              "\\[(?<clock>\\d\\d:\\d\\d:\\d\\d) %{level}\\] %{message}",
              "\\[(?<clock>\\d\\d:\\d\\d:\\d\\d)\\] \\[(?<thread>[^\\]/]*)/%{level}\\]:? %{message}",
              "(?<clock>\\d\\d?:\\d\\d[AP]M) (?<level>TRC|DBG|INF|WRN|ERR|FTL|PNC) %{message}")
          .multiLine()
          .sample(
              "15:47:23.120 [main] DEBUG com.shop.Cart - saved",
              null,
              "DEBUG",
              "saved",
              Map.of("clock", "15:47:23.120", "logger", "com.shop.Cart"))
          .sample(
              "15:47:23,120 INFO  [org.jboss.as] (Controller Boot Thread) WFLYSRV0025: started",
              null,
              "INFO",
              "WFLYSRV0025: started",
              Map.of("logger", "org.jboss.as"))
          .sample(
              "ERROR 15:47:23.120 [main] com.shop.Cart - refused",
              null,
              "ERROR",
              "refused",
              Map.of("thread", "main"))
          .sample("15:47:23.120 [main] INFO com.shop.Cart -- saved", null, "INFO", "saved")
          .sample("[15:47:23 WRN] slow", null, "WARN", "slow")
          .sample(
              "[15:47:23] [Server thread/INFO]: Done",
              null,
              "INFO",
              "Done",
              Map.of("thread", "Server thread"))
          .sample("3:47PM INF started took=7", null, "INFO", "started took=7")
          .build();

  static final PatternFormat KAFKA =
      PatternFormat.named("kafka", "Kafka: [time] level message (class)")
          .pattern("\\[%{iso}\\] %{level} (?<message>.*?)(?: \\((?<logger>[\\w.$]+)\\))$")
          .multiLine()
          .sample(
              "[2024-01-15 15:47:23,120] WARN Broker may not be available (org.apache.kafka.NetworkClient)",
              "2024-01-15T15:47:23.120Z",
              "WARN",
              "Broker may not be available",
              Map.of("logger", "org.apache.kafka.NetworkClient"))
          .build();

  static final List<PatternFormat> ALL =
      List.of(SPRING, JBOSS, LOG4J, LOGBACK, JUL, LEVEL_FIRST, JAVA, CLOCK, KAFKA);

  private JavaFormats() {}
}

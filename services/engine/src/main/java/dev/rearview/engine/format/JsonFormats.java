package dev.rearview.engine.format;

import dev.rearview.engine.record.FieldMap;
import dev.rearview.model.Level;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The dialects of JSON that loggers write. To add one: declare it with sample lines, which are its
 * tests, and list it in {@link #DIALECTS} before those whose marks its records have too.
 */
final class JsonFormats {
  static final JsonFormat ECS =
      JsonFormat.named("ecs", "JSON by Elastic's common schema")
          .dialect(
              JsonDialect.builder()
                  .marks("ecs.version")
                  .time("@timestamp")
                  .level("log.level")
                  .message("message"))
          .sample(
              "{\"@timestamp\":\"2024-01-15T15:47:23.120Z\",\"log.level\":\"WARN\",\"message\":\"slow query\",\"ecs.version\":\"1.2.0\",\"service.name\":\"cart\",\"process.thread.name\":\"main\",\"log.logger\":\"com.shop.Cart\"}",
              "2024-01-15T15:47:23.120Z",
              "WARN",
              "slow query",
              Map.of("service", "cart", "log.logger", "com.shop.Cart"))
          .sample(
              "{\"@timestamp\":\"2024-01-15T16:47:23.120+01:00\",\"log\":{\"level\":\"error\",\"logger\":\"cart\"},\"message\":\"refused\",\"ecs\":{\"version\":\"8.11.0\"},\"trace\":{\"id\":\"4bf92f\"}}",
              "2024-01-15T15:47:23.120Z",
              "ERROR",
              "refused",
              Map.of("trace_id", "4bf92f"))
          .build();

  static final JsonFormat OPENTELEMETRY =
      JsonFormat.named("otel", "JSON of one OpenTelemetry log record")
          .dialect(
              JsonDialect.builder()
                  .marks("severityNumber", "body")
                  .time("timeUnixNano", "timestamp", "observedTimeUnixNano", "observedTimestamp")
                  .level("severityText", "severityNumber")
                  .message("body.stringValue", "body")
                  .numbers(LevelNumbers.OPENTELEMETRY))
          .sample(
              "{\"Timestamp\":\"1705333643120000000\",\"SeverityText\":\"ERROR\",\"SeverityNumber\":17,\"Body\":\"refused\",\"TraceId\":\"4bf92f\",\"Resource\":{\"service.name\":\"cart\"},\"Attributes\":{\"http.status_code\":502}}",
              "2024-01-15T15:47:23.120Z",
              "ERROR",
              "refused",
              Map.of("service", "cart", "attributes.http.status_code", 502L, "trace_id", "4bf92f"))
          .sample(
              "{\"timeUnixNano\":\"1705333643120456789\",\"severityNumber\":13,\"body\":{\"stringValue\":\"slow\"},\"attributes\":[],\"traceId\":\"4bf92f\",\"spanId\":\"00f067\"}",
              "2024-01-15T15:47:23.120456789Z",
              "WARN",
              "slow",
              Map.of("span_id", "00f067"))
          .build();

  static final JsonFormat CLEF =
      JsonFormat.named("clef", "JSON of Serilog (CLEF): @t, @l, @mt filled from the properties")
          .dialect(
              JsonDialect.builder()
                  .marks("@t")
                  .time("@t")
                  .level("@l")
                  .message("@m", "@mt")
                  .unsaid(Level.INFO)
                  .template(true))
          .sample(
              "{\"@t\":\"2024-01-15T15:47:23.1200000Z\",\"@mt\":\"User {UserId} bought {@Count} at {Price:0.00}\",\"@r\":[\"9.50\"],\"UserId\":\"u-7\",\"Count\":3,\"Price\":9.5,\"@l\":\"Warning\"}",
              "2024-01-15T15:47:23.120Z",
              "WARN",
              "User u-7 bought 3 at 9.50",
              Map.of("count", 3L))
          .sample(
              "{\"@t\":\"2024-01-15T16:47:23.12+01:00\",\"@m\":\"Started\",\"@i\":\"a1b2\",\"SourceContext\":\"Shop.Host\"}",
              "2024-01-15T15:47:23.120Z",
              "INFO",
              "Started",
              Map.of("SourceContext", "Shop.Host"))
          .build();

  static final JsonFormat GELF =
      JsonFormat.named("gelf", "JSON of Graylog (GELF)")
          .dialect(
              JsonDialect.builder()
                  .marks("version", "host", "short_message")
                  .time("timestamp")
                  .level("level")
                  .message("short_message")
                  .numbers(LevelNumbers.SYSLOG))
          .sample(
              "{\"version\":\"1.1\",\"host\":\"web-1\",\"short_message\":\"refused\",\"full_message\":\"refused\\n  at cart\",\"timestamp\":1705333643.12,\"level\":3,\"_user_id\":42}",
              "2024-01-15T15:47:23.120Z",
              "ERROR",
              "refused",
              Map.of("host", "web-1", "user_id", "42"))
          .build();

  static final JsonFormat BUNYAN =
      JsonFormat.named("bunyan", "JSON of bunyan: numeric levels")
          .dialect(
              JsonDialect.builder()
                  .marks("v", "name", "hostname", "pid", "level", "msg", "time")
                  .time("time")
                  .level("level")
                  .message("msg"))
          .sample(
              "{\"name\":\"cart\",\"hostname\":\"web-1\",\"pid\":7,\"level\":50,\"msg\":\"refused\",\"time\":\"2024-01-15T15:47:23.120Z\",\"v\":0}",
              "2024-01-15T15:47:23.120Z",
              "ERROR",
              "refused",
              Map.of("pid", 7L, "hostname", "web-1"))
          .build();

  static final JsonFormat PINO =
      JsonFormat.named("pino", "JSON of pino: numeric levels, milliseconds")
          .dialect(
              JsonDialect.builder()
                  .marks("level", "time", "pid", "hostname")
                  .time("time")
                  .level("level")
                  .message("msg"))
          .sample(
              "{\"level\":40,\"time\":1705333643120,\"pid\":7,\"hostname\":\"web-1\",\"msg\":\"slow\",\"reqId\":\"r-1\"}",
              "2024-01-15T15:47:23.120Z",
              "WARN",
              "slow",
              Map.of("pid", 7L))
          .build();

  static final JsonFormat ZAP =
      JsonFormat.named("zap", "JSON of zap, as etcd and Caddy write it")
          .dialect(
              JsonDialect.builder()
                  .marks("level", "ts", "msg")
                  .time("ts")
                  .level("level")
                  .message("msg"))
          .sample(
              "{\"level\":\"warn\",\"ts\":1705333643.12,\"caller\":\"cart/main.go:42\",\"msg\":\"slow\",\"took\":0.812}",
              "2024-01-15T15:47:23.120Z",
              "WARN",
              "slow",
              Map.of("caller", "cart/main.go:42", "took", 0.812))
          .sample(
              "{\"level\":\"info\",\"ts\":\"2024-01-15T15:47:23.120456Z\",\"caller\":\"etcdserver/server.go:851\",\"msg\":\"starting etcd server\",\"local-member-id\":\"8e9e05c52164694d\"}",
              "2024-01-15T15:47:23.120456Z",
              "INFO",
              "starting etcd server",
              Map.of("local-member-id", "8e9e05c52164694d"))
          .build();

  static final JsonFormat ZEROLOG =
      JsonFormat.named("zerolog", "JSON of zerolog")
          .dialect(
              JsonDialect.builder()
                  .marks("level", "time", "message")
                  .time("time")
                  .level("level")
                  .message("message"))
          .sample(
              "{\"level\":\"error\",\"error\":\"refused\",\"time\":1705333643,\"message\":\"cannot pay\"}",
              "2024-01-15T15:47:23Z",
              "ERROR",
              "cannot pay",
              Map.of("error", "refused"))
          .build();

  static final JsonFormat LOGRUS =
      JsonFormat.named("logrus", "JSON of logrus and Go's slog")
          .dialect(
              JsonDialect.builder()
                  .marks("level", "time", "msg")
                  .time("time")
                  .level("level")
                  .message("msg"))
          .sample(
              "{\"level\":\"warning\",\"msg\":\"slow\",\"time\":\"2024-01-15T16:47:23+01:00\",\"took\":812}",
              "2024-01-15T15:47:23Z",
              "WARN",
              "slow",
              Map.of("took", 812L))
          .build();

  static final JsonFormat LOGSTASH =
      JsonFormat.named("logstash", "JSON of Logback's Logstash encoder")
          .dialect(
              JsonDialect.builder()
                  .marks("@timestamp", "logger_name", "thread_name")
                  .time("@timestamp")
                  .level("level")
                  .message("message"))
          .sample(
              "{\"@timestamp\":\"2024-01-15T16:47:23.120+01:00\",\"@version\":\"1\",\"message\":\"refused\",\"logger_name\":\"com.shop.Cart\",\"thread_name\":\"main\",\"level\":\"ERROR\",\"level_value\":40000,\"stack_trace\":\"java.io.IOException: x\\n\\tat y\"}",
              "2024-01-15T15:47:23.120Z",
              "ERROR",
              "refused",
              Map.of("logger_name", "com.shop.Cart"))
          .build();

  static final JsonFormat LOGBACK =
      JsonFormat.named("logback_json", "JSON of Logback's own encoder")
          .dialect(
              JsonDialect.builder()
                  .marks("sequenceNumber", "threadName", "loggerName")
                  .time("timestamp")
                  .level("level")
                  .message("formattedMessage", "message"))
          .sample(
              "{\"sequenceNumber\":0,\"timestamp\":1705333643120,\"nanoseconds\":120000000,\"level\":\"INFO\",\"threadName\":\"main\",\"loggerName\":\"com.shop.Cart\",\"message\":\"saved {}\",\"formattedMessage\":\"saved 7\",\"throwable\":null}",
              "2024-01-15T15:47:23.120Z",
              "INFO",
              "saved 7",
              Map.of("threadName", "main"))
          .build();

  static final JsonFormat LOG4J =
      JsonFormat.named("log4j_json", "JSON of Log4j's layout")
          .dialect(
              JsonDialect.builder()
                  .marks("loggerName", "endOfBatch")
                  .time("instant", "timeMillis")
                  .level("level")
                  .message("message"))
          .sample(
              "{\"instant\":{\"epochSecond\":1705333643,\"nanoOfSecond\":120456000},\"thread\":\"main\",\"level\":\"WARN\",\"loggerName\":\"com.shop.Cart\",\"message\":\"slow\",\"endOfBatch\":false,\"loggerFqcn\":\"x\",\"threadId\":1}",
              "2024-01-15T15:47:23.120456Z",
              "WARN",
              "slow",
              Map.of("thread", "main"))
          .sample(
              "{\"timeMillis\":1705333643120,\"thread\":\"main\",\"level\":\"FATAL\",\"loggerName\":\"com.shop.Cart\",\"message\":\"gone\",\"endOfBatch\":false}",
              "2024-01-15T15:47:23.120Z",
              "FATAL",
              "gone")
          .build();

  static final JsonFormat JBOSS =
      JsonFormat.named("jboss_json", "JSON of JBoss and Quarkus")
          .dialect(
              JsonDialect.builder()
                  .marks("loggerName", "loggerClassName", "sequence")
                  .time("timestamp")
                  .level("level")
                  .message("message"))
          .sample(
              "{\"timestamp\":\"2024-01-15T16:47:23.120+01:00\",\"sequence\":7,\"loggerClassName\":\"org.jboss.logging.Logger\",\"loggerName\":\"io.quarkus\",\"level\":\"INFO\",\"message\":\"started\",\"threadName\":\"main\",\"mdc\":{\"traceId\":\"4bf92f\"}}",
              "2024-01-15T15:47:23.120Z",
              "INFO",
              "started",
              Map.of("mdc.traceId", "4bf92f"))
          .build();

  static final JsonFormat DOTNET =
      JsonFormat.named("dotnet_json", "JSON of .NET's console logger")
          .dialect(
              JsonDialect.builder()
                  .marks("EventId", "LogLevel", "Category")
                  .time("Timestamp")
                  .level("LogLevel")
                  .message("Message"))
          .sample(
              "{\"Timestamp\":\"2024-01-15T15:47:23.1200000Z\",\"EventId\":0,\"LogLevel\":\"Critical\",\"Category\":\"Shop.Host\",\"Message\":\"gone\",\"State\":{\"Message\":\"gone\"}}",
              "2024-01-15T15:47:23.120Z",
              "FATAL",
              "gone",
              Map.of("Category", "Shop.Host"))
          .build();

  /** Takes every object. */
  static final JsonFormat GENERIC =
      JsonFormat.named("json", "one JSON object per line")
          .sample(
              "{\"timestamp\":\"2024-01-15T15:47:23.120Z\",\"level\":\"warn\",\"message\":\"slow\",\"latency_ms\":812,\"http\":{\"status\":200}}",
              "2024-01-15T15:47:23.120Z",
              "WARN",
              "slow",
              Map.of("latency_ms", 812L, "http.status", 200L))
          .sample(
              "{\"time\":1705333643120,\"lvl\":50,\"msg\":\"refused\",\"traceId\":\"4bf92f\"}",
              "2024-01-15T15:47:23.120Z",
              "ERROR",
              "refused",
              Map.of("trace_id", "4bf92f"))
          .sample(
              "{\"@timestamp\":\"2024-01-15T16:47:23+01:00\",\"log.level\":\"INFO\",\"service.name\":\"cart\",\"msg\":\"ok\"}",
              "2024-01-15T15:47:23Z",
              "INFO",
              "ok",
              Map.of("service", "cart"))
          .sample(
              "{\"timestamp\":{\"seconds\":1705333643,\"nanos\":120000000},\"severity\":\"ERROR\",\"message\":\"refused\"}",
              "2024-01-15T15:47:23.120Z",
              "ERROR",
              "refused")
          .sample("{\"a\":[1,2.5,null,true]}", null, null, null)
          .build();

  /** The most telling first. */
  static final List<JsonFormat> DIALECTS =
      List.of(
          ECS,
          CLEF,
          JsonServiceFormats.JOURNALD,
          JsonServiceFormats.MONGODB,
          JsonServiceFormats.POSTGRES,
          OPENTELEMETRY,
          GELF,
          LOGSTASH,
          LOGBACK,
          LOG4J,
          JBOSS,
          DOTNET,
          JsonServiceFormats.GOOGLE,
          JsonServiceFormats.KUBERNETES_AUDIT,
          JsonServiceFormats.ENVOY,
          JsonServiceFormats.NGINX,
          BUNYAN,
          PINO,
          ZAP,
          ZEROLOG,
          LOGRUS,
          GENERIC);

  private JsonFormats() {}

  /** The dialect of a line; null where it is not one JSON object. */
  static @Nullable JsonFormat of(String line) {
    FieldMap values = JsonText.read(line);
    return values == null ? null : of(values);
  }

  /** The dialect of an object. */
  static JsonFormat of(FieldMap values) {
    for (JsonFormat format : DIALECTS) {
      if (format.hasMarks(values)) {
        return format;
      }
    }
    return GENERIC;
  }
}

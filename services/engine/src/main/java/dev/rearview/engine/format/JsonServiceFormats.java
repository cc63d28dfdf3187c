package dev.rearview.engine.format;

import dev.rearview.model.Level;
import java.util.Map;

/** The dialects of JSON that services write, as against loggers: see {@link JsonFormats}. */
final class JsonServiceFormats {
  static final JsonFormat JOURNALD =
      JsonFormat.named("journald", "JSON of journalctl -o json")
          .dialect(
              JsonDialect.builder()
                  .marks("__REALTIME_TIMESTAMP", "__CURSOR")
                  .time("__REALTIME_TIMESTAMP")
                  .level("PRIORITY")
                  .message("MESSAGE")
                  .numbers(LevelNumbers.SYSLOG))
          .sample(
              "{\"__CURSOR\":\"s=1;i=2\",\"__REALTIME_TIMESTAMP\":\"1705333643120456\",\"PRIORITY\":\"4\",\"SYSLOG_IDENTIFIER\":\"sshd\",\"_PID\":\"812\",\"_HOSTNAME\":\"web-1\",\"_SYSTEMD_UNIT\":\"ssh.service\",\"MESSAGE\":\"Connection closed\"}",
              "2024-01-15T15:47:23.120456Z",
              "WARN",
              "Connection closed",
              Map.of("_SYSTEMD_UNIT", "ssh.service", "_HOSTNAME", "web-1"))
          .sample(
              "{\"MESSAGE\":[104,195,182],\"PRIORITY\":\"6\",\"__CURSOR\":\"s=1;i=3\",\"__REALTIME_TIMESTAMP\":\"1705333643120456\"}",
              "2024-01-15T15:47:23.120456Z",
              "INFO",
              "hö")
          .build();

  static final JsonFormat MONGODB =
      JsonFormat.named("mongodb", "JSON of MongoDB since 4.4")
          .dialect(
              JsonDialect.builder()
                  .marks("t.$date", "s", "c", "ctx")
                  .time("t.$date")
                  .level("s")
                  .message("msg")
                  .words(
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
                          Level.TRACE)))
          .sample(
              "{\"t\":{\"$date\":\"2024-01-15T16:47:23.120+01:00\"},\"s\":\"W\",\"c\":\"COMMAND\",\"id\":51803,\"ctx\":\"conn42\",\"msg\":\"Slow query\",\"attr\":{\"ns\":\"shop.orders\",\"durationMillis\":812}}",
              "2024-01-15T15:47:23.120Z",
              "WARN",
              "Slow query",
              Map.of("attr.durationMillis", 812L, "c", "COMMAND"))
          .build();

  static final JsonFormat POSTGRES =
      JsonFormat.named("postgres_json", "PostgreSQL's jsonlog")
          .dialect(
              JsonDialect.builder()
                  .marks("error_severity", "pid")
                  .time("timestamp")
                  .level("error_severity")
                  .message("message")
                  .words(
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
                          Level.TRACE)))
          .sample(
              "{\"timestamp\":\"2024-01-15 16:47:23.120 CET\",\"user\":\"shop\",\"dbname\":\"inventory\",\"pid\":77,\"error_severity\":\"FATAL\",\"state_code\":\"53300\",\"message\":\"sorry, too many clients already\"}",
              "2024-01-15T15:47:23.120Z",
              "FATAL",
              "sorry, too many clients already",
              Map.of("state_code", "53300"))
          .sample(
              "{\"timestamp\":\"2024-01-15 15:47:23.120 UTC\",\"pid\":7,\"error_severity\":\"LOG\",\"message\":\"checkpoint complete\",\"backend_type\":\"checkpointer\"}",
              "2024-01-15T15:47:23.120Z",
              "INFO",
              "checkpoint complete")
          .build();

  static final JsonFormat GOOGLE =
      JsonFormat.named("gcp", "JSON of Google Cloud's log entries")
          .dialect(
              JsonDialect.builder()
                  .marks("insertId", "logName")
                  .time("timestamp", "receiveTimestamp")
                  .level("severity")
                  .message("textPayload", "jsonPayload.message", "jsonPayload.msg"))
          .sample(
              "{\"insertId\":\"x1\",\"logName\":\"projects/p/logs/stdout\",\"timestamp\":\"2024-01-15T15:47:23.120Z\",\"severity\":\"NOTICE\",\"jsonPayload\":{\"message\":\"ok\"},\"resource\":{\"type\":\"k8s_container\"}}",
              "2024-01-15T15:47:23.120Z",
              "INFO",
              "ok",
              Map.of("resource.type", "k8s_container"))
          .build();

  static final JsonFormat KUBERNETES_AUDIT =
      JsonFormat.named("k8s_audit", "JSON of Kubernetes' audit")
          .dialect(
              JsonDialect.builder()
                  .marks("auditID", "stage")
                  .time("stageTimestamp", "requestReceivedTimestamp"))
          .sample(
              "{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\",\"level\":\"Metadata\",\"auditID\":\"a-1\",\"stage\":\"ResponseComplete\",\"verb\":\"get\",\"requestReceivedTimestamp\":\"2024-01-15T15:47:23.100000Z\",\"stageTimestamp\":\"2024-01-15T15:47:23.120000Z\"}",
              "2024-01-15T15:47:23.120Z",
              null,
              null,
              Map.of("verb", "get"))
          .build();

  static final JsonFormat ENVOY =
      JsonFormat.named("envoy_json", "JSON access of Envoy and Istio")
          .dialect(JsonDialect.builder().marks("start_time", "response_code").time("start_time"))
          .sample(
              "{\"start_time\":\"2024-01-15T15:47:23.120Z\",\"method\":\"GET\",\"path\":\"/cart\",\"response_code\":503,\"duration\":812,\"upstream_cluster\":\"cart\"}",
              "2024-01-15T15:47:23.120Z",
              null,
              null,
              Map.of("response_code", 503L))
          .build();

  static final JsonFormat NGINX =
      JsonFormat.named("nginx_json", "JSON access of nginx, with its own names")
          .dialect(
              JsonDialect.builder()
                  .marks("remote_addr", "status")
                  .time("time_iso8601", "time_local", "msec")
                  .message("request"))
          .sample(
              "{\"time_iso8601\":\"2024-01-15T16:47:23+01:00\",\"remote_addr\":\"10.0.0.1\",\"request\":\"GET /cart HTTP/1.1\",\"status\":502,\"request_time\":0.812}",
              "2024-01-15T15:47:23Z",
              null,
              "GET /cart HTTP/1.1",
              Map.of("status", 502L))
          .sample(
              "{\"time_local\":\"15/Jan/2024:15:47:23 +0000\",\"remote_addr\":\"10.0.0.1\",\"request\":\"GET / HTTP/1.1\",\"status\":\"200\"}",
              "2024-01-15T15:47:23Z",
              null,
              "GET / HTTP/1.1")
          .build();

  private JsonServiceFormats() {}
}

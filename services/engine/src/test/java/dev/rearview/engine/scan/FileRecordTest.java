package dev.rearview.engine.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.engine.record.BuiltIn;
import dev.rearview.engine.record.Field;
import dev.rearview.model.Level;
import dev.rearview.model.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the fields of a record are, by the built-in ones. */
class FileRecordTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2024-01-15T15:55:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;

  private List<FileRecord> read(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, text.getBytes(UTF_8));
    List<FileRecord> records = new ArrayList<>();
    LogFiles files = new LogFiles(List.of(ScanRoot.of("n1", folder)), ScanLimits.DEFAULT);
    for (LogStream stream : files.discover().streams()) {
      try (StreamReader reader =
          new StreamReader(stream, ScanRange.ALL, ReadSettings.of(CLOCK), new ScanCounters())) {
        for (FileRecord record = reader.next(); record != null; record = reader.next()) {
          records.add(record);
        }
      }
    }
    return records;
  }

  private static @Nullable Object get(FileRecord record, BuiltIn field) {
    return record.get(Field.of(field));
  }

  @Test
  void aLineOfAContainerHasAllFieldsOfItsPlace() throws IOException {
    FileRecord record =
        read(
                "shop_cart-7d9f8b6c5d-x2x4z_u1/nginx/3.log",
                "2024-01-15T15:47:24.5Z stdout F {\"ts\":\"2024-01-15T15:47:23Z\",\"severity\":\"warning\",\"msg\":\"m\",\"kind\":\"custom\",\"trace_id\":7,\"source_id\":\"s\"}\n")
            .getFirst();
    assertThat(get(record, BuiltIn.TS)).isEqualTo(Instant.parse("2024-01-15T15:47:23Z"));
    assertThat(get(record, BuiltIn.OBSERVED_TS)).isEqualTo(Instant.parse("2024-01-15T15:47:24.5Z"));
    assertThat(get(record, BuiltIn.LEVEL)).isEqualTo(Level.WARN);
    assertThat(get(record, BuiltIn.LEVEL_TEXT)).isEqualTo("warning");
    assertThat(get(record, BuiltIn.MESSAGE)).isEqualTo("m");
    assertThat(get(record, BuiltIn.RAW)).isEqualTo(record.raw()).asString().startsWith("{\"ts\"");
    assertThat(get(record, BuiltIn.KIND)).isEqualTo("custom");
    assertThat(get(record, BuiltIn.SERVICE)).isEqualTo("cart");
    assertThat(get(record, BuiltIn.COMPONENT)).isEqualTo("shop/cart");
    assertThat(get(record, BuiltIn.NODE)).isEqualTo("n1");
    assertThat(get(record, BuiltIn.NAMESPACE)).isEqualTo("shop");
    assertThat(get(record, BuiltIn.POD)).isEqualTo("cart-7d9f8b6c5d-x2x4z");
    assertThat(get(record, BuiltIn.CONTAINER)).isEqualTo("nginx");
    assertThat(get(record, BuiltIn.RESTART)).isEqualTo(3L);
    assertThat(get(record, BuiltIn.STREAM)).isEqualTo(record.stream());
    assertThat(get(record, BuiltIn.FILE)).asString().endsWith("/nginx/3.log");
    assertThat(get(record, BuiltIn.LINE)).isEqualTo(1L);
    assertThat(get(record, BuiltIn.TRACE_ID)).isEqualTo("7");
    assertThat(get(record, BuiltIn.SPAN_ID)).isNull();
    assertThat(get(record, BuiltIn.EVENT_ID)).isEqualTo(record.eventId().toString());
    assertThat(get(record, BuiltIn.GLOBAL_SEQ)).isNull();
    assertThat(get(record, BuiltIn.SOURCE_ID)).isEqualTo("s");
    assertThat(get(record, BuiltIn.WORLD)).isNull();
    assertThat(get(record, BuiltIn.ERROR_OCCURRED)).isEqualTo(false);
    assertThat(record.get(Field.named("time_source"))).isEqualTo("reported");
    assertThat(record.ownFields()).contains("kind", "trace_id");
    assertThat(record).hasToString("2024-01-15T15:47:23Z " + record.raw());
  }

  @Test
  void eachFieldIsShownOnceUnderItsName() throws IOException {
    FileRecord record =
        read(
                "app.log",
                "{\"ts\":\"2024-01-15T15:47:23Z\",\"user_id\":5,\"n\":1,\"level\":\"INFO\"}\n")
            .getFirst();
    Map<String, Object> shown = new LinkedHashMap<>();
    record.forEachField((name, value) -> assertThat(shown.put(name, value)).as(name).isNull());
    assertThat(shown)
        .containsEntry("user_id", "5")
        .containsEntry("n", 1L)
        .containsEntry("level", Level.INFO)
        .containsKeys("ts", "service", "file", "line", "event_id")
        .doesNotContainKeys("pod", "restart", "message");
  }

  @Test
  void aPlainLineHasWhatItCan() throws IOException {
    FileRecord record = read("app.log", "free text\n").getFirst();
    assertThat(get(record, BuiltIn.RESTART)).isNull();
    assertThat(get(record, BuiltIn.POD)).isNull();
    assertThat(get(record, BuiltIn.OBSERVED_TS)).isNull();
    assertThat(get(record, BuiltIn.SERVICE)).isEqualTo("app");
    assertThat(get(record, BuiltIn.COMPONENT)).isEqualTo("app");
    assertThat(get(record, BuiltIn.KIND)).isEqualTo("log");
    assertThat(record.timeSource()).isEqualTo(TimeSource.NONE);
    assertThat(record.get(Field.named("time_source"))).isEqualTo("none");
    assertThat(record).hasToString("free text");
  }

  @Test
  void anErrorIsALevelOrAKind() throws IOException {
    List<FileRecord> records =
        read(
            "app.log",
            """
            {"level":"FATAL","msg":"a"}
            {"level":"INFO","kind":"error","msg":"b"}
            {"level":"INFO","state_delta":{"a":1},"msg":"c"}
            {"component":"shop/web","service":" ","msg":"d"}
            {"component":"not an id /","service":"web","msg":"e"}
            """);
    assertThat(records)
        .extracting(record -> get(record, BuiltIn.ERROR_OCCURRED))
        .containsExactly(true, true, false, false, false);
    assertThat(records)
        .extracting(record -> get(record, BuiltIn.KIND))
        .containsExactly("error", "error", "state", "log", "log");
    assertThat(get(records.get(3), BuiltIn.COMPONENT)).isEqualTo("shop/web");
    assertThat(get(records.get(3), BuiltIn.SERVICE)).isEqualTo("app");
    assertThat(get(records.get(4), BuiltIn.COMPONENT)).isEqualTo("web");
  }
}

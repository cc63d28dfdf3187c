package dev.rearview.engine.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.engine.record.BuiltIn;
import dev.rearview.engine.record.Field;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields read from bytes are what the ordinary parser reads from text. */
class FieldReaderTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2024-01-15T15:55:00Z"), ZoneOffset.UTC);
  private static final List<TimeContext> TIMES =
      List.of(
          TimeContext.utc(CLOCK),
          new TimeContext(ZoneId.of("Europe/Berlin"), null, CLOCK),
          new TimeContext(ZoneOffset.ofHours(-5), 2023, CLOCK));

  private static final List<Field> FIELDS = fields();

  private static List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    for (BuiltIn builtIn : BuiltIn.values()) {
      fields.add(Field.of(builtIn));
    }
    for (String name :
        List.of(
            "latency_ms",
            "user_id",
            "http.status",
            "http",
            "a.b.c",
            "a.b",
            "b",
            "c",
            "_",
            "über",
            "retries",
            "attributes.http.status_code",
            "error")) {
      fields.add(Field.named(name));
    }
    return List.copyOf(fields);
  }

  static List<LogFormat> formats() {
    return Formats.builtIn().all().stream().filter(format -> format.fields() != null).toList();
  }

  private static int check(LogFormat format, FieldReader reader, byte[] line, Random random) {
    TimeContext times = TIMES.get(random.nextInt(TIMES.size()));
    String text = new String(line, StandardCharsets.UTF_8);
    ParsedLine parsed = format.parse(text, times);
    int before = random.nextInt(3);
    int after = random.nextInt(12);
    byte[] buffer = new byte[before + line.length + after];
    byte[] around = "}\"],:0e".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < buffer.length; i++) {
      buffer[i] = around[random.nextInt(around.length)];
    }
    System.arraycopy(line, 0, buffer, before, line.length);
    reader.at(buffer, before, before + line.length);
    assertThat(reader.isRecord()).as("%s", text).isEqualTo(parsed != null);
    if (parsed == null) {
      return 0;
    }
    for (int i = random.nextInt(4); i < FIELDS.size(); i += 1 + random.nextInt(4)) {
      Field field = FIELDS.get(i);
      Object expected = parsed.fields().get(field);
      assertThat(reader.get(field)).as("%s", text).isEqualTo(expected);
      long place = reader.place(field);
      if (place == FieldReader.ABSENT) {
        assertThat(expected).as("%s", text).isNull();
      }
    }
    assertThat(reader.time(times)).as("%s", text).isEqualTo(parsed.time());
    assertThat(reader.level()).as("%s", text).isEqualTo(parsed.level());
    assertThat(reader.levelText()).as("%s", text).isEqualTo(parsed.levelText());
    assertThat(reader.message()).as("%s", text).isEqualTo(parsed.message());
    return 1;
  }

  @ParameterizedTest
  @MethodSource("formats")
  void mutatedSamplesAreReadTheSame(LogFormat format) {
    Random random = new Random(7);
    FieldReader reader = format.fields();
    List<byte[]> samples =
        format.samples().stream()
            .map(sample -> sample.line().getBytes(StandardCharsets.UTF_8))
            .toList();
    int records = 0;
    for (int i = 0; i < 2_000; i++) {
      byte[] line = samples.get(random.nextInt(samples.size()));
      records += check(format, reader, i < 20 ? line : RandomText.mutated(line, random), random);
    }
    assertThat(records).isGreaterThan(100);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void randomObjectsAreReadTheSame(long seed) {
    Random random = new Random(seed);
    Supplier<String> object = () -> RandomText.json(random);
    randomLinesAreReadTheSame(JsonFormats.GENERIC, object, random);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void objectsOfOneShapeAreReadTheSame(long seed) {
    Random random = new Random(seed);
    FieldReader reader = JsonFormats.GENERIC.fields();
    List<String> shapes = new ArrayList<>();
    while (shapes.size() < 60) {
      shapes.add(RandomText.json(random));
    }
    int records = 0;
    for (int i = 0; i < 12_000; i++) {
      String line = RandomText.withOtherValues(shapes.get(random.nextInt(60)), random);
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      boolean mutate = random.nextInt(9) == 0;
      bytes = mutate ? RandomText.mutated(bytes, random) : bytes;
      records += check(JsonFormats.GENERIC, reader, bytes, random);
    }
    assertThat(records).isGreaterThan(4_000);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void randomPairsAreReadTheSame(long seed) {
    Random random = new Random(seed);
    randomLinesAreReadTheSame(LogfmtFormat.INSTANCE, () -> RandomText.pairs(random), random);
  }

  private static void randomLinesAreReadTheSame(
      LogFormat format, Supplier<String> lines, Random random) {
    FieldReader reader = format.fields();
    int records = 0;
    for (int i = 0; i < 12_000; i++) {
      byte[] line = lines.get().getBytes(StandardCharsets.UTF_8);
      boolean mutate = random.nextInt(3) == 0;
      records += check(format, reader, mutate ? RandomText.mutated(line, random) : line, random);
      if (i % 3_000 == 0) {
        reader = format.fields();
      }
    }
    assertThat(records).isGreaterThan(4_000);
  }

  @Test
  void whatIsBeyondTheWalkIsLeftToTheParser() {
    FieldReader reader = JsonFormats.GENERIC.fields();
    Random random = new Random(1);
    for (int depth : new int[] {10, 190, 250, 990, 1_010}) {
      String text = "{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + ",\"b\":1}";
      check(JsonFormats.GENERIC, reader, text.getBytes(StandardCharsets.UTF_8), random);
    }
    for (int length : new int[] {400, 600, 999, 1_200}) {
      String text = "{\"b\":" + "7".repeat(length) + "}";
      check(JsonFormats.GENERIC, reader, text.getBytes(StandardCharsets.UTF_8), random);
      text = "{\"" + "n".repeat(length * 60) + "\":1,\"b\":2}";
      check(JsonFormats.GENERIC, reader, text.getBytes(StandardCharsets.UTF_8), random);
    }
  }

  @Test
  void manyNamesAreNotAllRemembered() {
    FieldReader reader = JsonFormats.GENERIC.fields();
    Random random = new Random(1);
    for (int i = 0; i < 6_000; i++) {
      String text = "{\"n" + i + "\":1,\"b\":" + i + "}";
      check(JsonFormats.GENERIC, reader, text.getBytes(StandardCharsets.UTF_8), random);
    }
  }

  @Test
  void placesAreThoseOfTheValuesAsWritten() {
    FieldReader reader = JsonFormats.GENERIC.fields();
    byte[] line =
        "{\"level\": \"warn\", \"http\":{\"status\":503},\"n\":null,\"x\":{\"y\":1,\"Y\":2}}"
            .getBytes(StandardCharsets.UTF_8);
    reader.at(line, 0, line.length);
    assertThat(written(line, reader.place(Field.LEVEL))).isEqualTo("\"warn\"");
    assertThat(written(line, reader.levelPlace())).isEqualTo("\"warn\"");
    assertThat(written(line, reader.place(Field.named("http.status")))).isEqualTo("503");
    assertThat(reader.place(Field.named("n"))).isEqualTo(FieldReader.ABSENT);
    assertThat(reader.place(Field.named("x.y"))).isEqualTo(FieldReader.UNKNOWN);
    assertThat(reader.get(Field.named("x.y"))).isEqualTo(1L);
  }

  private static String written(byte[] line, long place) {
    return new String(
        Arrays.copyOfRange(line, (int) (place >>> 32), (int) place), StandardCharsets.UTF_8);
  }
}

package dev.rearview.bench.contender;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/** How an answer stands in the file that it was written to. */
@FunctionalInterface
public interface Reading {
  Answer read(Path output) throws IOException;

  /** The format in which the command is to write it. */
  default String format() {
    return "ndjson";
  }

  /** A number alone, as {@code rg -c} prints it; nothing is none. */
  Reading NUMBER =
      output -> {
        String text = Files.readString(output).strip();
        return Answer.of(text.isEmpty() ? 0 : Double.parseDouble(text));
      };

  /** Rows with tabs between the values. */
  Reading TABBED = output -> rows(output, Reading::tabbed);

  /** Rows of the command, which must say that it is complete. */
  Reading ROWS = output -> rows(output, Reading::object);

  /** Lines as they are, those between groups too: how many lines, groups, and their checksum. */
  Reading LINES =
      new Reading() {
        @Override
        public Answer read(Path output) throws IOException {
          return lines(output);
        }

        @Override
        public String format() {
          return "text";
        }
      };

  /** How many rows the command gave, and the sum of their {@code records} where they have such. */
  Reading ROW_COUNT =
      output -> {
        double[] sums = new double[2];
        try (BufferedReader lines = Files.newBufferedReader(output)) {
          for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            JsonNode row = Json.MAPPER.readTree(line);
            if (!ended(row)) {
              sums[0]++;
              sums[1] += row.path("records").asDouble();
            }
          }
        }
        return Answer.of(sums);
      };

  /** One row's texts and numbers. */
  interface Row {
    void read(String line, Map<String, Double> numbers) throws IOException;
  }

  /** Holds the mapper. */
  final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}
  }

  private static Answer rows(Path output, Row row) throws IOException {
    Map<String, Double> numbers = new TreeMap<>();
    try (BufferedReader lines = Files.newBufferedReader(output)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        row.read(line, numbers);
      }
    }
    return new Answer(numbers);
  }

  private static void tabbed(String line, Map<String, Double> numbers) {
    StringBuilder texts = new StringBuilder();
    int place = 0;
    for (String value : line.split("\t", -1)) {
      if (value.matches("-?[0-9]+(\\.[0-9]+)?([eE]-?[0-9]+)?")) {
        numbers.put(Answer.key(texts.toString(), place++), Double.parseDouble(value));
      } else {
        texts.append(value).append('|');
      }
    }
  }

  private static void object(String line, Map<String, Double> numbers) throws IOException {
    JsonNode row = Json.MAPPER.readTree(line);
    if (ended(row)) {
      return;
    }
    StringBuilder texts = new StringBuilder();
    int place = 0;
    for (JsonNode value : row) {
      if (value.isNumber()) {
        numbers.put(Answer.key(texts.toString(), place++), value.asDouble());
      } else {
        texts.append(value.asText()).append('|');
      }
    }
  }

  /**
   * Whether a line is the report; where it says that the answer is partial, nothing may be
   * compared.
   */
  private static boolean ended(JsonNode row) throws IOException {
    JsonNode report = row.get("report");
    if (report != null && !report.path("complete").asBoolean()) {
      throw new IOException("the answer is partial: " + report);
    }
    return report != null;
  }

  private static Answer lines(Path output) throws IOException {
    CRC32 sum = new CRC32();
    long count = 0;
    long groups = 1;
    try (BufferedReader lines = Files.newBufferedReader(output, StandardCharsets.ISO_8859_1)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        count++;
        groups += line.equals("--") ? 1 : 0;
        sum.update(line.getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    return Answer.of(count, groups, sum.getValue());
  }
}

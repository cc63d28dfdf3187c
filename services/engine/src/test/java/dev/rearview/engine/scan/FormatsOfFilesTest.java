package dev.rearview.engine.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.engine.record.Field;
import dev.rearview.model.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole files in the formats of the wild: what is one record, and what it says. */
class FormatsOfFilesTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2024-01-15T15:55:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;

  private List<FileRecord> read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("app.log"), text);
    LogStream stream =
        new LogFiles(List.of(ScanRoot.of("n", file)), ScanLimits.DEFAULT)
            .discover()
            .streams()
            .getFirst();
    List<FileRecord> records = new ArrayList<>();
    try (StreamReader reader =
        new StreamReader(stream, ScanRange.ALL, ReadSettings.of(CLOCK), new ScanCounters())) {
      for (FileRecord record = reader.next(); record != null; record = reader.next()) {
        records.add(record);
      }
    }
    return records;
  }

  private static Object field(FileRecord record, String name) {
    return record.get(Field.named(name));
  }

  @Test
  void aJavaStackTraceIsPartOfItsRecord() throws IOException {
    List<FileRecord> records =
        read(
            """
            2024-01-15 15:47:23.120 [http-1] ERROR com.shop.Cart - refused
            java.lang.IllegalStateException: no stock
            \tat com.shop.Cart.add(Cart.java:42)
            \tat com.shop.Main.main(Main.java:7)
            Caused by: java.io.IOException: closed
            \t... 2 more
            2024-01-15 15:47:24.000 [http-1] INFO com.shop.Cart - saved
            """);

    assertThat(records).extracting(FileRecord::level).containsExactly(Level.ERROR, Level.INFO);
    assertThat(records.getFirst().message())
        .startsWith("refused\njava.lang.IllegalStateException: no stock\n\tat com.shop.Cart.add")
        .endsWith("\t... 2 more");
  }

  @Test
  void aPythonTracebackIsPartOfItsRecord() throws IOException {
    List<FileRecord> records =
        read(
            """
            2024-01-15 15:47:23,120 - worker - ERROR - task failed
            Traceback (most recent call last):
              File "/app/worker.py", line 7, in run
                self.pay(order)
            ValueError: no card

            During handling of the above exception, another exception occurred:

            Traceback (most recent call last):
              File "/app/worker.py", line 9, in run
            KeyError: 'order'
            2024-01-15 15:47:24,000 - worker - INFO - next
            """);

    assertThat(records).hasSize(2);
    assertThat(records.getFirst().raw()).endsWith("KeyError: 'order'");
  }

  @Test
  void tracesOfDotNetGoRubyAndNodeArePartsOfTheirRecords() throws IOException {
    List<FileRecord> records =
        read(
            """
            2024-01-15 15:47:23.1200|ERROR|Shop.Host|refused
            System.InvalidOperationException: no stock
               at Shop.Cart.Add() in /app/Cart.cs:line 7
               --- End of inner exception stack trace ---
            2024-01-15 15:47:24.1200|INFO|Shop.Host|saved
            """);
    assertThat(records).extracting(FileRecord::format).containsExactly("nlog", "nlog");

    records =
        read(
            """
            2024/01/15 15:47:23 panic: runtime error: index out of range
            goroutine 1 [running]:
            main.add(0x1)
            \t/app/main.go:7 +0x1d
            2024/01/15 15:47:24 started
            """);
    assertThat(records).extracting(FileRecord::format).containsExactly("go", "go");

    records =
        read(
            """
            E, [2024-01-15T15:47:23.120456 #77] ERROR -- : undefined method (NoMethodError)
            app/cart.rb:7:in `add'
            \tfrom app/main.rb:2:in `<main>'
            I, [2024-01-15T15:47:24.120456 #77]  INFO -- : saved
            """);
    assertThat(records).extracting(FileRecord::level).containsExactly(Level.ERROR, Level.INFO);

    records =
        read(
            """
            {"level":50,"time":1705333643120,"pid":7,"hostname":"web","msg":"refused"}
            Error: no stock
                at add (/app/cart.js:7:3)
                at main (/app/main.js:2:1)
            {"level":30,"time":1705333644120,"pid":7,"hostname":"web","msg":"saved"}
            """);
    assertThat(records).extracting(FileRecord::format).containsExactly("pino", "leveled", "pino");
    assertThat(records.get(1).raw()).endsWith("at main (/app/main.js:2:1)");
  }

  @Test
  void anObjectOverSeveralLinesIsOneRecord() throws IOException {
    List<FileRecord> records =
        read(
            """
            {
              "timestamp": "2024-01-15T15:47:23Z",
              "level": "error",
              "message": "refused",
              "items": [
                {"sku": 7}
              ]
            }
            {
              "timestamp": "2024-01-15T15:47:24Z",
              "level": 30,
              "message": "saved"
            }
            """);

    assertThat(records).extracting(FileRecord::message).containsExactly("refused", "saved");
    assertThat(records).extracting(FileRecord::level).containsExactly(Level.ERROR, Level.INFO);
    assertThat(records.getLast().ts()).isEqualTo("2024-01-15T15:47:24Z");
  }

  @Test
  void aSlowQueryIsOneRecord() throws IOException {
    List<FileRecord> records =
        read(
            """
            /usr/sbin/mysqld, Version: 8.0.36. started with:
            Tcp port: 3306  Unix socket: /var/run/mysqld.sock
            Time                 Id Command    Argument
            # Time: 2024-01-15T15:47:23.120456Z
            # User@Host: shop[shop] @ app-1 [10.0.0.1]  Id:    42
            # Query_time: 2.812000  Lock_time: 0.000100 Rows_sent: 1  Rows_examined: 1000000
            SET timestamp=1705333643;
            SELECT *
            FROM orders;
            # Time: 2024-01-15T15:47:25.000000Z
            # User@Host: shop[shop] @ app-1 [10.0.0.1]  Id:    43
            # Query_time: 0.500000  Lock_time: 0.000000 Rows_sent: 0  Rows_examined: 7
            SET timestamp=1705333645;
            UPDATE stock SET n = 1;
            """);

    List<FileRecord> slow =
        records.stream().filter(record -> record.format().equals("mysql_slow")).toList();
    assertThat(slow)
        .extracting(FileRecord::message)
        .containsExactly("SELECT *\nFROM orders;", "UPDATE stock SET n = 1;");
    assertThat(slow).extracting(record -> field(record, "query_time")).containsExactly(2.812, 0.5);
    assertThat(slow.getFirst().ts()).isEqualTo("2024-01-15T15:47:23.120456Z");
  }

  @Test
  void dotNetsConsoleWritesTheMessageOnTheNextLine() throws IOException {
    List<FileRecord> records =
        read(
            """
            info: Shop.Host[14]
                  Now listening on: http://localhost:5000
            fail: Shop.Cart[0]
                  refused
                  System.InvalidOperationException: no stock
                     at Shop.Cart.Add() in /app/Cart.cs:line 7
            """);

    assertThat(records).extracting(FileRecord::level).containsExactly(Level.INFO, Level.ERROR);
    assertThat(records.getFirst().message()).isEqualTo("Now listening on: http://localhost:5000");
    assertThat(records.getLast().message()).startsWith("refused\n").endsWith("line 7");
  }

  @Test
  void aTableHasTheColumnsOfItsHeader() throws IOException {
    List<FileRecord> records =
        read(
            """
            when;time;severity;text;took
            a;2024-01-15T15:47:23Z;warn;"slow; again";812
            b;2024-01-15T15:47:24Z;info;saved;7
            """
                + "b;2024-01-15T15:47:24Z;info;saved;7\n".repeat(10)
                + "b;broken\n");

    assertThat(records.getFirst().message()).isEqualTo("when;time;severity;text;took");
    assertThat(records.subList(0, 13)).extracting(FileRecord::format).containsOnly("csv");
    assertThat(records.getLast().format()).isEqualTo("raw");
    assertThat(field(records.get(1), "text")).isEqualTo("slow; again");
    assertThat(field(records.get(1), "took")).isEqualTo(812L);
    assertThat(records.get(1).level()).isEqualTo(Level.WARN);
  }

  @Test
  void theW3cHeaderNamesTheColumns() throws IOException {
    List<FileRecord> records =
        read(
            """
            #Software: Microsoft Internet Information Services 10.0
            #Fields: date time cs-method cs-uri-stem sc-status
            2024-01-15 15:47:23 GET /cart 500
            2024-01-15 15:47:24 GET /cart 200
            """);

    assertThat(records.getLast().ts()).isEqualTo("2024-01-15T15:47:24Z");
    assertThat(field(records.get(2), "sc-status")).isEqualTo(500L);
  }

  @Test
  void theOrderOfDayAndMonthIsTheFiles() throws IOException {
    assertThat(read("01/02/2024 10:00:00 a\n13/02/2024 10:00:00 b\n").getFirst().ts())
        .isEqualTo("2024-02-01T10:00:00Z");
    assertThat(read("01/02/2024 10:00:00 a\n01/13/2024 10:00:00 b\n").getFirst().ts())
        .isEqualTo("2024-01-02T10:00:00Z");
  }

  @Test
  void timesWithoutAYearRollOverTheNewOne() throws IOException {
    assertThat(read("Dec 31 23:59:59 web cron[7]: a\nJan  1 00:00:01 web cron[7]: b\n"))
        .extracting(FileRecord::ts)
        .containsExactly(
            Instant.parse("2023-12-31T23:59:59Z"), Instant.parse("2024-01-01T00:00:01Z"));
  }

  @Test
  void aFileMayChangeItsFormatInTheMiddle() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      text.append(
          "2024-01-15 15:47:%02d,120 INFO [main] com.shop.Cart: saved %d\n".formatted(i, i));
    }
    for (int i = 0; i < 30; i++) {
      text.append(
          "{\"@t\":\"2024-01-15T15:48:%02dZ\",\"@mt\":\"saved {N}\",\"N\":%d}\n".formatted(i, i));
    }
    List<FileRecord> records = read(text.toString());

    assertThat(records).hasSize(60);
    assertThat(records.getFirst().format()).isEqualTo("log4j");
    assertThat(records.getLast().format()).isEqualTo("clef");
    assertThat(records.getLast().message()).isEqualTo("saved 29");
  }

  @Test
  void whatIsCutOrBrokenStaysAsText() throws IOException {
    List<FileRecord> records =
        read(
            """
            {"time":"2024-01-15T15:47:23Z","level":"info","msg":"saved"}
            {"time":"2024-01-15T15:47:24Z","level":"in
            {"time":"2024-01-15T15:47:25Z","level":"info","msg":"saved"} trailing
            {"time":"2024-01-15T15:47:26Z","level":"info","msg":"saved"}
            """);

    assertThat(records)
        .extracting(FileRecord::format)
        .containsExactly("logrus", "raw", "raw", "logrus");
    assertThat(records.get(1).raw()).endsWith("\"in");
    assertThat(records.get(1).hasTime()).isFalse();
  }
}

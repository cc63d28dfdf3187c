package dev.rearview.engine.scan;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Reads all streams of a folder in a process of its own, and prints the report. */
final class ReadFolder {
  private ReadFolder() {}

  /** The folder is the only argument. */
  public static void main(String[] arguments) {
    ReadSettings settings = ReadSettings.of(Clock.systemUTC());
    ScanCounters counters = new ScanCounters();
    LogFiles files =
        new LogFiles(List.of(ScanRoot.of("n", Path.of(arguments[0]))), settings.limits());
    for (LogStream stream : files.discover().streams()) {
      try (StreamReader reader = new StreamReader(stream, ScanRange.ALL, settings, counters)) {
        while (reader.next() != null) {
          // is counted
        }
      }
    }
    ScanCounters.Snapshot read = counters.snapshot();
    System.out.println("records=" + read.records() + " bytes=" + read.bytes());
    read.unreadable().forEach(file -> System.out.println(file.path() + " " + file.reason()));
    read.boundsHit().forEach(System.out::println);
  }
}

package dev.rearview.bench.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests that are made before they are sent.
 *
 * @param bodies NDJSON
 * @param eventBytes how long each event is, without the end of its line
 */
record Sending(List<byte[]> bodies, int eventBytes) {
  private static final long PAUSE_NANOS = 20_000_000;

  static Sending of(SeededEvents events, int count, int batch) {
    List<byte[]> bodies = new ArrayList<>();
    int length = 0;
    for (int made = 0; made < count; made += batch) {
      StringBuilder body = new StringBuilder();
      for (int i = made; i < Math.min(count, made + batch); i++) {
        String event = events.next();
        length = event.length();
        body.append(event).append('\n');
      }
      bodies.add(body.toString().getBytes(StandardCharsets.US_ASCII));
    }
    return new Sending(bodies, length);
  }

  /** The events one by one. */
  List<byte[]> events() {
    List<byte[]> events = new ArrayList<>();
    for (byte[] body : bodies) {
      for (int at = 0; at < body.length; at += eventBytes + 1) {
        events.add(Arrays.copyOfRange(body, at, at + eventBytes));
      }
    }
    return events;
  }

  /** Posts all, by so many senders at once; answers how often one was refused and sent again. */
  int post(URI ingestion, int senders) throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    AtomicInteger again = new AtomicInteger();
    try (ExecutorService threads = Executors.newFixedThreadPool(senders)) {
      List<java.util.concurrent.Callable<Integer>> work = new ArrayList<>();
      for (int i = 0; i < senders; i++) {
        work.add(() -> send(ingestion.resolve("/api/v1/events"), next));
      }
      for (var done : threads.invokeAll(work)) {
        again.addAndGet(done.get());
      }
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException("a sender failed", e.getCause());
    }
    return again.get();
  }

  private int send(URI to, AtomicInteger next) throws InterruptedException {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    int again = 0;
    for (int i = next.getAndIncrement(); i < bodies.size(); i = next.getAndIncrement()) {
      HttpRequest request =
          HttpRequest.newBuilder(to)
              .header("Content-Type", "application/x-ndjson")
              .POST(BodyPublishers.ofByteArray(bodies.get(i)))
              .build();
      while (!isTaken(http, request)) {
        again++;
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
    return again;
  }

  private static boolean isTaken(HttpClient http, HttpRequest request) throws InterruptedException {
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 202 && answer.statusCode() != 503) {
        throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
      }
      return answer.statusCode() == 202;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

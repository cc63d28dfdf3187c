package dev.rearview.scanner.shipping;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Counts what happened; read by other threads. */
final class ShippingLedger {
  private static final int MAX_WARNINGS = 20;

  private final Deque<String> warnings = new ArrayDeque<>();
  private long shipped;
  private long refused;
  private long retries;
  private long gaps;
  private String failure = "";

  synchronized void taken(int accepted, List<String> refusals) {
    shipped += accepted;
    refused += refusals.size();
    failure = "";
    refusals.stream().distinct().limit(3).forEach(why -> warn("refused by ingestion: " + why));
  }

  synchronized void repeated(int batches) {
    retries += batches;
  }

  synchronized void gap(String sentence) {
    gaps++;
    warn(sentence);
  }

  synchronized void failed(String why) {
    failure = "shipping does not go on: " + why;
  }

  private void warn(String sentence) {
    warnings.remove(sentence);
    warnings.addLast(sentence);
    if (warnings.size() > MAX_WARNINGS) {
      warnings.removeFirst();
    }
  }

  synchronized ShippingStatus status() {
    List<String> said = new ArrayList<>(warnings);
    if (!failure.isEmpty()) {
      said.add(failure);
    }
    return new ShippingStatus(shipped, refused, retries, gaps, said);
  }
}

package dev.rearview.ingestion.intake;

import java.util.List;

/** What became of a request's events: those taken are durable in the intake. */
public record Receipt(List<Taken> taken, List<Refusal> refused) {
  public Receipt {
    taken = List.copyOf(taken);
    refused = List.copyOf(refused);
  }
}

package dev.rearview.ingestion.topology;

/** What the sequencer counts. */
public interface SequencerMeter {
  void appended();

  void repeated();

  /** Refused after it had been taken in, by code. */
  void deadLetter(String code);

  /** How many ids of a world are remembered. */
  void window(String world, long ids);
}

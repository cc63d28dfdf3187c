package dev.rearview.ingestion.sequence;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a sequencer remembers; changed together with what it writes, or not at all. */
public interface SequenceState {
  /** Where the world's log stands; null where nothing was ever written. */
  @Nullable Head head(String world);

  /** Every world of which something was written. */
  Set<String> worlds();

  void putHead(String world, Head head);

  /** What an id stands for; null where it is not remembered. */
  @Nullable Admission admission(String world, UUID id);

  void putAdmission(String world, UUID id, Admission admission);

  void removeAdmission(String world, UUID id);

  /** The id that was admitted at a place; null where there is none. */
  @Nullable UUID admittedAt(String world, long place);

  void putAdmittedAt(String world, long place, UUID id);

  void removeAdmittedAt(String world, long place);
}

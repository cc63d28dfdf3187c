package dev.rearview.integrity.export;

import dev.rearview.integrity.Expectation;
import dev.rearview.integrity.note.NoteException;
import dev.rearview.integrity.note.SignedNote;

/** What somebody knows about logs from elsewhere. */
@FunctionalInterface
public interface LogKnowledge {
  /** What is expected of a world's log; asked when the world's first entry comes. */
  Expectation expectation(String world);

  /**
   * Hears of a note that stands in the log's export. Without more, it is passed over.
   *
   * @throws NoteException where the note cannot be understood
   */
  default void learn(SignedNote note) throws NoteException {}
}

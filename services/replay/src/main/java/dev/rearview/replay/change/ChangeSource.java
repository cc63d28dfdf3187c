package dev.rearview.replay.change;

import dev.rearview.replay.log.Position;
import java.util.List;

/** Reads the changes that were found. */
public interface ChangeSource {
  /** The first changes after a position up to a time, by event time, at most so many. */
  List<Change> read(String world, Position after, long toMs, int most);
}

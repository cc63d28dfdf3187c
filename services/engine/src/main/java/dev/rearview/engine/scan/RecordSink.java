package dev.rearview.engine.scan;

/** Takes the records of a {@link StretchReader}. */
@FunctionalInterface
public interface RecordSink {
  /**
   * Takes a record.
   *
   * @param lent valid during the call; {@link FileRecord#retain} makes one that stays so
   * @param candidate whether it may be what is searched for; else it stands near such a record
   * @param afterGap whether records before it were passed over
   * @return whether the reader is to go on at once; else it waits until it is told to
   */
  boolean accept(FileRecord lent, boolean candidate, boolean afterGap);
}

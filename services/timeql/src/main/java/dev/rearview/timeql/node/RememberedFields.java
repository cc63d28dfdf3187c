package dev.rearview.timeql.node;

import dev.rearview.engine.format.FieldReader;
import dev.rearview.engine.format.WrittenRecord;
import dev.rearview.engine.record.Field;
import dev.rearview.engine.scan.FileRecord;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Records of a file as a statement's conditions and columns ask for them: each field of a record is
 * read once, and a value whose bytes came lately is not made anew. Stands at one record after the
 * other; for one thread.
 */
final class RememberedFields implements WrittenRecord {
  /** Fields of a record that are remembered. */
  private static final int MOST_FIELDS = 16;

  private @Nullable FileRecord record;
  private int number;
  private @Nullable FieldReader reader;
  private final Field[] fields = new Field[MOST_FIELDS];
  private final @Nullable Object[] values = new Object[MOST_FIELDS];
  private final int[] knownOf = new int[MOST_FIELDS];
  private final WrittenValues[] written = new WrittenValues[MOST_FIELDS];
  private int size;

  /** Goes to a record. */
  RememberedFields of(FileRecord next) {
    record = next;
    number++;
    return this;
  }

  private FileRecord record() {
    FileRecord current = record;
    if (current == null) {
      throw new IllegalStateException("it stands at no record");
    }
    return current;
  }

  @Override
  public @Nullable Object get(Field field) {
    for (int i = 0; i < size; i++) {
      if (fields[i] == field) {
        return value(i);
      }
    }
    if (size == MOST_FIELDS) {
      return record().get(field);
    }
    fields[size] = field;
    written[size] = new WrittenValues();
    return value(size++);
  }

  private @Nullable Object value(int place) {
    if (knownOf[place] != number) {
      values[place] = read(place);
      knownOf[place] = number;
    }
    return values[place];
  }

  private @Nullable Object read(int place) {
    Field field = fields[place];
    FieldReader from = record().fieldReader();
    if (from == null) {
      return record().get(field);
    }
    if (from != reader) {
      reader = from;
      Arrays.stream(written, 0, size).forEach(WrittenValues::forget);
    }
    long decider = from.decider(field);
    if (decider == FieldReader.UNKNOWN) {
      return record().get(field);
    }
    return written[place].get(from.bytes(), decider, record(), field);
  }

  @Override
  public @Nullable FieldReader fieldReader() {
    return record().fieldReader();
  }

  @Override
  public long tsNanos() {
    return record().tsNanos();
  }

  @Override
  public String node() {
    return record().node();
  }

  @Override
  public String stream() {
    return record().stream();
  }

  @Override
  public long position() {
    return record().position();
  }

  @Override
  public void forEachField(BiConsumer<? super String, Object> sink) {
    record().forEachField(sink);
  }
}

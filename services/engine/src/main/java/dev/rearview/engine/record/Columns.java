package dev.rearview.engine.record;

import java.util.Arrays;
import java.util.List;

/**
 * The fields that rows of one kind hold, by their places: what many {@link ColumnRecord}s share.
 * May be used by several threads.
 */
public final class Columns {
  /** Fields whose places are remembered; a statement asks for a few, by the same objects. */
  private static final int REMEMBERED = 32;

  /** Fields that were asked for, and where they are; never changed. */
  private static final class Asked {
    private final Field[] fields;
    private final int[] places;

    Asked(Field[] fields, int[] places) {
      this.fields = fields;
      this.places = places;
    }

    Asked and(Field field, int place) {
      int size = fields.length;
      Field[] moreFields = Arrays.copyOf(fields, size + 1);
      int[] morePlaces = Arrays.copyOf(places, size + 1);
      moreFields[size] = field;
      morePlaces[size] = place;
      return new Asked(moreFields, morePlaces);
    }
  }

  private final List<String> names;
  private final Field[] fields;
  private volatile Asked asked = new Asked(new Field[0], new int[0]);

  private Columns(List<String> names) {
    this.names = List.copyOf(names);
    this.fields = names.stream().map(Field::named).toArray(Field[]::new);
  }

  /** Of the names of fields, in the order of the values. */
  public static Columns of(List<String> names) {
    return new Columns(names);
  }

  public List<String> names() {
    return names;
  }

  public int size() {
    return fields.length;
  }

  /** Where a field's value is; -1 where it is none of the columns. */
  int place(Field field) {
    Asked known = asked;
    for (int i = 0; i < known.fields.length; i++) {
      if (known.fields[i] == field) {
        return known.places[i];
      }
    }
    int place = find(field);
    if (known.fields.length < REMEMBERED) {
      asked = known.and(field, place);
    }
    return place;
  }

  private int find(Field field) {
    for (int i = 0; i < fields.length; i++) {
      boolean same =
          field.builtIn() == null
              ? fields[i].key().equals(field.key()) && fields[i].builtIn() == null
              : fields[i].builtIn() == field.builtIn();
      if (same) {
        return i;
      }
    }
    return -1;
  }
}

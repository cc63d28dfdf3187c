package dev.rearview.scanner.shipping;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which traces and sessions a service was already seen with: a bounded memory that forgets the
 * longest unseen first. What is forgotten is shipped once more as the first of its kind, which says
 * a little too much but loses nothing. Ids are kept as 64-bit hashes.
 */
final class SeenIds {
  private final int capacity;
  private final LinkedHashMap<Long, Long> batchOf = new LinkedHashMap<>(1024, 0.75f, true);

  SeenIds(int capacity) {
    this.capacity = capacity;
  }

  /**
   * Remembers the id.
   *
   * @param batch the batch that ships its first record
   * @return whether it is new
   */
  boolean add(String what, String service, String id, long batch) {
    long hash = hash(what, service, id);
    if (batchOf.get(hash) != null) {
      return false;
    }
    put(hash, batch);
    return true;
  }

  void restore(long hash) {
    put(hash, Long.MIN_VALUE);
  }

  /** What was new in batches up to this one, longest unseen first. */
  long[] upTo(long batch) {
    return batchOf.entrySet().stream()
        .filter(entry -> entry.getValue() <= batch)
        .mapToLong(Map.Entry::getKey)
        .toArray();
  }

  private void put(long hash, long batch) {
    batchOf.put(hash, batch);
    if (batchOf.size() > capacity) {
      Iterator<Long> eldest = batchOf.keySet().iterator();
      eldest.next();
      eldest.remove();
    }
  }

  /** FNV-1a over the three parts, finished by a multiply-xorshift mix. */
  private static long hash(String what, String service, String id) {
    long h = 0xcbf29ce484222325L;
    for (String part : new String[] {what, service, id}) {
      for (int i = 0; i < part.length(); i++) {
        h = (h ^ part.charAt(i)) * 0x100000001b3L;
      }
      h = (h ^ 0x1F) * 0x100000001b3L;
    }
    h ^= h >>> 32;
    h *= 0xd6e8feb86659fd93L;
    return h ^ (h >>> 32);
  }
}

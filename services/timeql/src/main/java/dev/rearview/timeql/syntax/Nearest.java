package dev.rearview.timeql.syntax;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds the right word that is nearest to a wrong one: by the least number of inserted, deleted,
 * replaced or swapped letters (optimal string alignment distance), case and {@code _} ignored.
 */
public final class Nearest {
  private static final int LONGEST = 64;

  private Nearest() {}

  /** Null where none is near: further than a third of its letters. Ties go to the first. */
  public static @Nullable String of(String word, Collection<String> candidates) {
    String wanted = fold(word);
    if (wanted.isEmpty() || wanted.length() > LONGEST) {
      return null;
    }
    String best = null;
    int bestDistance = Integer.MAX_VALUE;
    for (String candidate : candidates) {
      String folded = fold(candidate);
      if (folded.length() > LONGEST) {
        continue;
      }
      int bound = Math.max(1, Math.min(3, Math.max(wanted.length(), folded.length()) / 3));
      int distance = distance(wanted, folded);
      if (distance <= bound && distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return best;
  }

  private static String fold(String word) {
    return word.toLowerCase(Locale.ROOT).replace("_", "");
  }

  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      d[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      d[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(replace, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}

package dev.rearview.engine.scan;

import java.util.regex.Pattern;

/** Workload names out of pod names, by the suffixes that Kubernetes generates. */
final class WorkloadNames {
  /** Kubernetes generates of these letters, without vowels, so that no word comes out. */
  private static final String GENERATED = "[bcdfghjklmnpqrstvwxz2456789]";

  private static final Pattern REPLICA_SET =
      Pattern.compile("(.+?)-(?=[a-z0-9]*\\d)[a-z0-9]{6,10}-[a-z0-9]{5}");
  private static final Pattern GENERATED_POD = Pattern.compile("(.+)-" + GENERATED + "{5}");
  private static final Pattern ORDINAL = Pattern.compile("(.+)-\\d{1,4}");

  private WorkloadNames() {}

  static String ofPod(String pod) {
    for (Pattern pattern : new Pattern[] {REPLICA_SET, ORDINAL, GENERATED_POD}) {
      var matcher = pattern.matcher(pod);
      if (matcher.matches()) {
        return matcher.group(1);
      }
    }
    return pod;
  }
}

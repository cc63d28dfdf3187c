package dev.rearview.demo.rollout;

import dev.rearview.demo.incident.Incident;
import dev.rearview.demo.incident.IncidentKind;
import dev.rearview.demo.incident.Incidents;
import dev.rearview.demo.shop.Pod;
import dev.rearview.demo.shop.Seeds;
import dev.rearview.demo.shop.Service;
import dev.rearview.model.EventIds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The calendar of what is deployed. It is made from the beginning onward, step by step, and depends
 * on the seed, the incidents and the story alone.
 */
public final class Rollouts {
  /** A wish of the story or of the autoscaler. */
  public sealed interface Plan {
    long atMs();

    Service service();

    record Image(long atMs, Service service, String version, String reason) implements Plan {}

    record Replicas(long atMs, Service service, int count, String reason) implements Plan {}
  }

  private static final long SCALING_SLOT_MS = 600_000;

  private final long seed;
  private final Incidents incidents;
  private final List<Plan> story;
  private final long autoscaleFromMs;
  private long knownUntilMs;

  private final Map<Service, History> histories = new EnumMap<>(Service.class);
  private final NavigableMap<Long, List<Change>> changes = new TreeMap<>();

  /**
   * @param startMs when the shop's history begins
   * @param autoscaleFromMs from then on cart is scaled by the seed; before, as the story says
   */
  public Rollouts(
      long seed, long startMs, Incidents incidents, List<Plan> story, long autoscaleFromMs) {
    this.seed = seed;
    this.incidents = incidents;
    this.story = List.copyOf(story);
    this.autoscaleFromMs = autoscaleFromMs;
    this.knownUntilMs = startMs;
    for (Service service : Service.values()) {
      histories.put(service, new History(service, seed));
    }
  }

  /** What became of one service; each map by the time from which its value holds. */
  private static final class History {
    final NavigableMap<Long, String> image = new TreeMap<>();
    final NavigableMap<Long, Integer> replicas = new TreeMap<>();
    final NavigableMap<Long, Integer> restarts = new TreeMap<>();
    final List<NavigableMap<Long, Pod>> pods = new ArrayList<>();

    History(Service service, long seed) {
      image.put(Long.MIN_VALUE, service.app() + ":" + service.firstVersion());
      replicas.put(Long.MIN_VALUE, service.firstReplicas());
      restarts.put(Long.MIN_VALUE, 0);
      for (int r = 0; r < service.nodes().size(); r++) {
        NavigableMap<Long, Pod> born = new TreeMap<>();
        born.put(Long.MIN_VALUE, Pod.of(service, r, at(image, Long.MIN_VALUE), 0, seed));
        pods.add(born);
      }
    }
  }

  private History history(Service service) {
    return Objects.requireNonNull(histories.get(service));
  }

  /** Makes the calendar known up to then; what is before never changes again. */
  public void knowUntil(long untilMs) {
    if (untilMs <= knownUntilMs) {
      return;
    }
    List<Plan> plans = new ArrayList<>();
    story.stream().filter(p -> p.atMs() >= knownUntilMs && p.atMs() < untilMs).forEach(plans::add);
    autoscaler(plans, untilMs);
    long lookBackMs = 300_000;
    for (Incident incident : incidents.startingIn(knownUntilMs - lookBackMs, untilMs)) {
      incidentPlans(incident, plans, untilMs);
    }
    plans.sort(Comparator.comparingLong(Plan::atMs));
    plans.forEach(this::apply);
    knownUntilMs = untilMs;
  }

  private void autoscaler(List<Plan> plans, long untilMs) {
    long first = Math.floorDiv(Math.max(knownUntilMs, autoscaleFromMs), SCALING_SLOT_MS);
    for (long slot = first; slot * SCALING_SLOT_MS < untilMs; slot++) {
      var random = Seeds.random(seed, 201, slot);
      long at = slot * SCALING_SLOT_MS + random.nextInt(0, 500_000);
      if (at >= autoscaleFromMs && at >= knownUntilMs && at < untilMs) {
        plans.add(new Plan.Replicas(at, Service.CART, random.nextInt(2, 5), "autoscaler"));
      }
    }
  }

  private void incidentPlans(Incident incident, List<Plan> plans, long untilMs) {
    boolean starts = incident.startMs() >= knownUntilMs && incident.startMs() < untilMs;
    boolean ends = incident.endMs() >= knownUntilMs && incident.endMs() < untilMs;
    Service root = incident.root();
    if (incident.kind() == IncidentKind.BAD_DEPLOYMENT) {
      if (starts) {
        plans.add(new Plan.Image(incident.startMs(), root, next(root), "release"));
      }
      if (ends) {
        plans.add(new Plan.Image(incident.endMs(), root, root.firstVersion(), "rollback"));
      }
    }
    if (incident.kind() == IncidentKind.MEMORY_LEAK && ends) {
      NavigableMap<Long, Integer> restarts = history(root).restarts;
      restarts.put(incident.endMs(), restarts.size());
    }
  }

  /**
   * The version that a release brings: {@code 2.3} → {@code 2.4}, {@code 1.9.2} → {@code 1.10.0}.
   */
  public static String next(Service service) {
    String[] parts = service.firstVersion().split("\\.", -1);
    parts[1] = Integer.toString(Integer.parseInt(parts[1]) + 1);
    return parts.length == 2 ? parts[0] + "." + parts[1] : parts[0] + "." + parts[1] + ".0";
  }

  private void apply(Plan plan) {
    Service service = plan.service();
    History history = history(service);
    String imageBefore = at(history.image, plan.atMs());
    int replicasBefore = at(history.replicas, plan.atMs());
    String imageAfter = imageBefore;
    int replicasAfter = replicasBefore;
    String reason;
    switch (plan) {
      case Plan.Image rollout -> {
        imageAfter = service.app() + ":" + rollout.version();
        reason = rollout.reason();
      }
      case Plan.Replicas scaling -> {
        replicasAfter = scaling.count();
        reason = scaling.reason();
      }
    }
    if (imageAfter.equals(imageBefore) && replicasAfter == replicasBefore) {
      return;
    }
    Change change =
        new Change(
            plan.atMs(),
            service,
            imageAfter,
            imageBefore,
            replicasAfter,
            replicasBefore,
            reason,
            eventId(service, plan.atMs()));
    changes.computeIfAbsent(plan.atMs(), at -> new ArrayList<>()).add(change);
    history.image.put(plan.atMs(), imageAfter);
    history.replicas.put(plan.atMs(), replicasAfter);
    int firstNew = change.isRollout() ? 0 : replicasBefore;
    for (int r = firstNew; r < history.pods.size(); r++) {
      history.pods.get(r).put(plan.atMs(), Pod.of(service, r, imageAfter, plan.atMs(), seed));
    }
  }

  private UUID eventId(Service service, long atMs) {
    for (Incident incident : incidents.around(atMs)) {
      if (incident.kind() == IncidentKind.BAD_DEPLOYMENT
          && incident.root() == service
          && incident.startMs() == atMs) {
        return incident.rootEventId();
      }
    }
    return EventIds.fresh(atMs, Seeds.random(seed, 202, service.ordinal(), atMs));
  }

  /** The changes of the second that begins then. */
  public List<Change> changes(long fromMs) {
    return changes.subMap(fromMs, fromMs + 1_000).values().stream().flatMap(List::stream).toList();
  }

  /** The pod of a replica at that moment. */
  public Pod pod(Service service, int replica, long atMs) {
    return at(history(service).pods.get(replica), atMs);
  }

  public int replicas(Service service, long atMs) {
    return at(history(service).replicas, atMs);
  }

  public String image(Service service, long atMs) {
    return at(history(service).image, atMs);
  }

  /** How often the first replica's container had been restarted by then, in all its pods. */
  public int restarts(Service service, long atMs) {
    return at(history(service).restarts, atMs);
  }

  /** The number of the container's log: its restarts in its present pod. */
  public int restartsOfPod(Service service, int replica, long atMs) {
    if (replica > 0) {
      return 0;
    }
    long born = history(service).pods.get(0).floorKey(atMs);
    return restarts(service, atMs) - restarts(service, born);
  }

  private static <T> T at(NavigableMap<Long, T> history, long atMs) {
    var entry = history.floorEntry(atMs);
    if (entry == null) {
      throw new IllegalStateException("every history has its beginning");
    }
    return entry.getValue();
  }
}

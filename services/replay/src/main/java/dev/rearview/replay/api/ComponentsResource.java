package dev.rearview.replay.api;

import dev.rearview.http.api.Cursor;
import dev.rearview.http.api.TimeParameter;
import dev.rearview.model.StateFold;
import dev.rearview.replay.RefusedException;
import dev.rearview.replay.ReplayService;
import dev.rearview.replay.log.ComponentSummary;
import dev.rearview.replay.state.StateAnswer;
import dev.rearview.replay.state.StateDiff;
import dev.rearview.replay.state.StateQuestion;
import dev.rearview.replay.wiring.ReplayLifecycle;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Components and their states. An id has a slash: {@code /api/v1/components/shop/cart/state}. */
@Path("/api/v1/components")
@Produces(MediaType.APPLICATION_JSON)
public class ComponentsResource {
  private static final int DEFAULT_PAGE = 1_000;
  private static final int LARGEST_PAGE = 10_000;

  private final ReplayLifecycle replay;
  private final States states;
  private final Clock clock;

  ComponentsResource(ReplayLifecycle replay, States states, Clock clock) {
    this.replay = replay;
    this.states = states;
    this.clock = clock;
  }

  @GET
  @Operation(summary = "Components seen by a time, by id")
  public String list(
      @QueryParam("world") @Nullable String world,
      @QueryParam("at") @Nullable String at,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("0") int limit) {
    ReplayService service = replay.service();
    long atMs = time("at", at, clock.millis());
    int most = Asked.limit(limit, DEFAULT_PAGE, LARGEST_PAGE);
    String after = cursor == null ? "" : Cursor.decode(cursor);
    List<Views.Component> page = new ArrayList<>();
    String next = null;
    try (var all = service.directory().components(Asked.world(world), after)) {
      while (all.hasNext() && next == null) {
        ComponentSummary component = all.next();
        if (component.firstMs() > atMs) {
          continue;
        }
        if (page.size() == most) {
          next = Cursor.encode(page.getLast().componentId());
        } else {
          page.add(Views.Component.of(component));
        }
      }
    }
    return Json.write(new Views.Components(page, next, service.lag()));
  }

  @GET
  @Path("{id: .+}/state")
  @Operation(summary = "The state at a time, or of a range only, with what it rests on")
  public String state(
      @PathParam("id") String id,
      @QueryParam("world") @Nullable String world,
      @QueryParam("at") @Nullable String at,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("min_seq") @DefaultValue("0") long minSeq,
      @QueryParam("steps") @DefaultValue("false") boolean steps) {
    if (at != null && (from != null || to != null)) {
      throw RefusedException.wrong("bad_range", "give either at, or from and to");
    }
    long toMs = time(at == null ? "to" : "at", at == null ? to : at, clock.millis());
    Long fromMs = from == null ? null : (Long) TimeParameter.millis("from", from);
    return Json.write(answer(world, id, fromMs, toMs, steps, minSeq));
  }

  @GET
  @Path("{id: .+}/diff")
  @Operation(summary = "The states at two times, and the paths that differ")
  public String diff(
      @PathParam("id") String id,
      @QueryParam("world") @Nullable String world,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to) {
    if (from == null) {
      throw RefusedException.wrong("bad_range", "from is needed, the earlier of the two times");
    }
    StateAnswer before = answer(world, id, null, TimeParameter.millis("from", from), false, 0);
    StateAnswer after = answer(world, id, null, time("to", to, clock.millis()), false, 0);
    List<Views.PathChange> changes =
        StateDiff.between(StateFold.read(before.state()), StateFold.read(after.state())).stream()
            .map(Views.PathChange::of)
            .toList();
    return Json.write(new Views.Diff(before.componentId(), before, after, changes));
  }

  @GET
  @Path("{id: .+}/dependencies")
  @Operation(summary = "What it depends on at a time")
  public String dependencies(
      @PathParam("id") String id,
      @QueryParam("world") @Nullable String world,
      @QueryParam("at") @Nullable String at,
      @QueryParam("transitive") @DefaultValue("false") boolean transitive) {
    String component = Asked.component(id);
    long atMs = time("at", at, clock.millis());
    return Json.write(
        new Views.Dependencies(
            component,
            atMs,
            replay
                .service()
                .dependencies()
                .resolve(Asked.world(world), component, atMs, transitive)));
  }

  private StateAnswer answer(
      @Nullable String world,
      String id,
      @Nullable Long fromMs,
      long toMs,
      boolean steps,
      long minSeq) {
    return states.answer(
        new StateQuestion(Asked.world(world), Asked.component(id), fromMs, toMs, steps), minSeq);
  }

  static long time(String name, @Nullable String text, long otherwise) {
    return text == null ? otherwise : TimeParameter.millis(name, text);
  }
}

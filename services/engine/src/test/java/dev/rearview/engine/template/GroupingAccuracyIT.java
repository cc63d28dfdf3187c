package dev.rearview.engine.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.engine.SharedData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Grouping accuracy as in J. Zhu et al., Tools and Benchmarks for Automated Log Parsing, ICSE 2019:
 * the share of lines whose group holds exactly the lines of one true template.
 */
class GroupingAccuracyIT {

  @Test
  void groupsAreMostlyTheTrueOnes() throws IOException {
    double sum = 0;
    StringBuilder report = new StringBuilder();
    for (String system : SharedData.SYSTEMS) {
      double accuracy = accuracy(system);
      report.append("%s %.3f  ".formatted(system, accuracy));
      sum += accuracy;
    }
    double mean = sum / SharedData.SYSTEMS.size();
    assertThat(mean).as(report.toString()).isGreaterThanOrEqualTo(0.985);
  }

  /** Which words of a place are a variable is known only once there are many. */
  @Test
  void twoMinersOfPartsGroupNearlyAsOneOfAll() throws IOException {
    Random random = new Random(7);
    double sum = 0;
    StringBuilder report = new StringBuilder();
    for (String system : SharedData.SYSTEMS) {
      List<String> messages = SharedData.truth(system).stream().map(r -> r.get("Content")).toList();
      double agreement = agreement(messages, random);
      report.append("%s %.3f  ".formatted(system, agreement));
      assertThat(agreement).as(system).isGreaterThanOrEqualTo(0.95);
      sum += agreement;
    }
    assertThat(sum / SharedData.SYSTEMS.size()).as(report.toString()).isGreaterThanOrEqualTo(0.98);
  }

  /** The share of messages that are grouped with the same others. */
  private static double agreement(List<String> messages, Random random) {
    TemplateMiner whole = new TemplateMiner();
    TemplateMiner merged = new TemplateMiner();
    List<TemplateMiner> parts = List.of(new TemplateMiner(), new TemplateMiner());
    List<TemplateMiner.Group> one = new ArrayList<>();
    List<TemplateMiner.Group> split = new ArrayList<>();
    for (String message : messages) {
      one.add(whole.group(message));
      split.add(parts.get(random.nextInt(2)).group(message));
    }
    parts.forEach(merged::merge);
    Map<Object, List<Integer>> expected = new HashMap<>();
    Map<Object, List<Integer>> found = new HashMap<>();
    for (int i = 0; i < messages.size(); i++) {
      expected.computeIfAbsent(one.get(i).template().id(), k -> new ArrayList<>()).add(i);
      int id = merged.group(split.get(i).template().text()).template().id();
      found.computeIfAbsent(id, k -> new ArrayList<>()).add(i);
    }
    int same = 0;
    for (List<Integer> group : found.values()) {
      same += expected.containsValue(group) ? group.size() : 0;
    }
    return (double) same / messages.size();
  }

  private static double accuracy(String system) throws IOException {
    TemplateMiner miner = new TemplateMiner();
    Map<Object, List<Integer>> mined = new HashMap<>();
    Map<Object, List<Integer>> truth = new HashMap<>();
    List<Map<String, String>> rows = SharedData.truth(system);
    List<TemplateMiner.Group> groups =
        rows.stream().map(row -> miner.group(row.get("Content"))).toList();
    for (int i = 0; i < rows.size(); i++) {
      mined.computeIfAbsent(groups.get(i).template().id(), k -> new ArrayList<>()).add(i);
      truth.computeIfAbsent(rows.get(i).get("EventTemplate"), k -> new ArrayList<>()).add(i);
    }
    int right = 0;
    for (List<Integer> group : mined.values()) {
      right += truth.containsValue(group) ? group.size() : 0;
    }
    return (double) right / rows.size();
  }
}

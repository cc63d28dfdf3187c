package dev.rearview.engine.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.engine.SharedData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    assertThat(mean).as(report.toString()).isGreaterThanOrEqualTo(0.95);
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

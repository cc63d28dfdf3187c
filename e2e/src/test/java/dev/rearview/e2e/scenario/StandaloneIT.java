package dev.rearview.e2e.scenario;

import dev.rearview.e2e.harness.Deployment;
import dev.rearview.e2e.harness.SharedDemo;

/** Everything in one process. */
class StandaloneIT extends Scenarios {
  @Override
  Deployment open() {
    return SharedDemo.get();
  }

  @Override
  void close() {
    // other tests go on with it
  }
}

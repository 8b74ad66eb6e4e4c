package dev.meanwhile.engine;

import dev.meanwhile.engine.flow.Groups;
import dev.meanwhile.engine.flow.Usher;
import dev.meanwhile.engine.lease.Running;
import dev.meanwhile.engine.live.News;
import dev.meanwhile.engine.loop.Loop;
import dev.meanwhile.engine.outage.Breakers;
import dev.meanwhile.engine.store.Wire;
import dev.meanwhile.engine.upkeep.Archivist;
import dev.meanwhile.engine.upkeep.Expirer;
import dev.meanwhile.engine.upkeep.Membership;
import dev.meanwhile.engine.upkeep.Rescuer;
import dev.meanwhile.engine.upkeep.Timekeeper;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/// What each working node does for all of them.
record Chores(
    Wire wire, Membership membership, Map<String, TaskType<?>> types, News news, String actor) {

  List<Loop> start(
      EngineConfig config, Running running, Breakers breakers, IntConsumer whenArchived) {
    return List.of(
        Loop.start(
            "timekeeper", new Timekeeper(wire, membership, types, news, running::lost, breakers)),
        Loop.start("archivist", new Archivist(wire, whenArchived)),
        Loop.start("rescuer", new Rescuer(wire, membership, config.lease(), types, news)),
        Loop.start("expirer", new Expirer(wire, news)),
        Loop.start("usher", new Usher(wire)),
        Loop.start("groups", new Groups(wire, membership, actor, news)));
  }
}

package dev.meanwhile.proof.desk;

import dev.meanwhile.integrations.simulator.Mood;
import dev.meanwhile.proof.Options;
import dev.meanwhile.proof.Tally;
import dev.meanwhile.proof.node.Premises;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Random;

/// `prove desk`: the test scenarios of the source documents, through the HTTP API, against partners
/// that are slow, away and wrong; many agents at once; and a node that is killed.
public final class DeskProof {
  private final Tally tally;
  private final int agents;
  private final int seconds;
  private final Random chance;
  private final Premises premises = Premises.of("desk");

  public DeskProof(Tally tally, Options options) {
    this.tally = tally;
    this.agents = options.number("agents", 200);
    this.seconds = options.number("seconds", 10);
    this.chance = options.chance("kills");
    options.end();
  }

  public void run() throws IOException, SQLException {
    try (var office = Office.open(premises)) {
      var scenes = new Scenes(tally, office);
      scenes.transitions();
      scenes.race();
      scenes.failure();
      scenes.stale();
      scenes.rapid();
      scenes.outage();
      scenes.quickAdd();
      scenes.doubleClick();
      office.town().all(new Mood.Fine());
      new Storm(tally, office, agents, seconds).run();
      new Kills(tally, office, chance).run();
    }
    premises.remove();
  }
}

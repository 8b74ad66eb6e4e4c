package dev.meanwhile.proof;

import dev.meanwhile.apps.MeanwhileApps;
import dev.meanwhile.proof.access.Access;
import dev.meanwhile.proof.archive.Archiving;
import dev.meanwhile.proof.bench.CrowdBench;
import dev.meanwhile.proof.bench.EngineBench;
import dev.meanwhile.proof.bench.GroupBench;
import dev.meanwhile.proof.desk.DeskBench;
import dev.meanwhile.proof.desk.DeskProof;
import dev.meanwhile.proof.n8n.N8nProof;
import dev.meanwhile.proof.node.ProofTypes;
import dev.meanwhile.proof.outage.Outage;
import dev.meanwhile.proof.page.PageProof;
import dev.meanwhile.proof.pairs.Pairs;
import dev.meanwhile.proof.people.Guessing;
import dev.meanwhile.proof.people.Leaving;
import dev.meanwhile.proof.pull.PullProof;
import dev.meanwhile.proof.rest.RestProof;
import dev.meanwhile.proof.resume.Resume;
import dev.meanwhile.proof.security.Security;
import dev.meanwhile.proof.sim.Sim;
import dev.meanwhile.proof.sql.SqlProof;
import dev.meanwhile.proof.stream.Stream;
import dev.meanwhile.proof.webhooks.CallbackProof;
import dev.meanwhile.proof.webhooks.WebhookProof;
import java.nio.file.Path;
import java.util.List;

/// The program behind `./meanwhile prove` and `./meanwhile bench`.
public final class Proof {
  private Proof() {}

  public static void main(String[] words) {
    if (List.of(words).equals(List.of("node"))) {
      // What the proofs start as a process: the real server, with a few types more.
      System.setProperty("spring.main.sources", ProofTypes.class.getName());
      MeanwhileApps.main(new String[] {"serve"});
      return;
    }
    logIntoFile();
    int code = run(List.of(words));
    // Threads of a proof that was broken off must not keep the program alive.
    System.exit(code);
  }

  /// Before anything logs: the terminal is for the figures.
  private static void logIntoFile() {
    var home = System.getProperty("meanwhile.home", "");
    System.setProperty("proof.log", Path.of(home, ".meanwhile", "proof.log").toString());
    System.setProperty("logback.configurationFile", "proof-logback.xml");
  }

  private static int run(List<String> words) {
    var out = System.out;
    var name = String.join(" ", words.subList(0, Math.min(2, words.size())));
    var tally = new Tally(out);
    try {
      var options = new Options(words.subList(Math.min(2, words.size()), words.size()));
      out.printf("%s, seed %d%n", name, options.seed());
      switch (name) {
        case "bench engine" -> new EngineBench(tally, options).run();
        case "bench desk" -> new DeskBench(tally, options).run();
        case "bench groups" -> new GroupBench(tally, options).run();
        case "bench crowd" -> new CrowdBench(tally, options).run();
        case "prove access" -> new Access(tally, options).run();
        case "prove login" -> new Guessing(tally, options).run();
        case "prove session" -> new Leaving(tally, options).run();
        case "prove archive" -> new Archiving(tally, options).run();
        case "prove desk" -> new DeskProof(tally, options).run();
        case "prove pairs" -> new Pairs(tally, options).run();
        case "prove n8n" -> new N8nProof(tally, options).run();
        case "prove outage" -> new Outage(tally, options).run();
        case "prove page" -> new PageProof(tally, options).run();
        case "prove rest" -> new RestProof(tally, options).run();
        case "prove resume" -> new Resume(tally, options).run();
        case "prove security" -> new Security(tally, options).run();
        case "prove sim" -> new Sim(tally, options).run();
        case "prove sql" -> new SqlProof(tally, options).run();
        case "prove callbacks" -> new CallbackProof(tally, options).run();
        case "prove pull" -> new PullProof(tally, options).run();
        case "prove webhooks" -> new WebhookProof(tally, options).run();
        case "prove stream" -> new Stream(tally, options).run();
        default ->
            throw new ProofFailed(
                "There is no '%s': choose prove access, archive, callbacks, desk, login, n8n, outage, page, pairs, pull, rest, resume, security, session, sim, sql, stream or webhooks, or bench crowd, desk, engine or groups."
                    .formatted(name));
      }
    } catch (ProofFailed failed) {
      tally.check(false, String.valueOf(failed.getMessage()));
    } catch (Exception failed) {
      tally.check(false, "The proof broke off: " + failed);
      failed.printStackTrace(System.err);
    }
    return tally.end();
  }
}

package dev.meanwhile.proof.sim;

import dev.meanwhile.proof.ProofFailed;

/// A mistake planted on purpose: the proof must find each, or it proves nothing.
enum Defect {
  NONE("nothing is broken"),
  FENCE("a settlement does not compare the attempt"),
  TWICE("a settlement does not ask whether the attempt still holds the task"),
  ATTEMPT("a retry by hand counts the attempts from the beginning"),
  BUDGET("a retry by itself costs nothing"),
  DISMISSAL("a dismissed task keeps its place in the queue"),
  EARLY("a claim does not look at the time"),
  LIVELY("a node is given up for dead while its lease runs"),
  HASTY("an attempt is timed out before its deadline"),
  FORGETFUL("a crash of the worker is not counted"),
  REFUSED("what was cancelled can be tried again");

  private final String sentence;

  Defect(String sentence) {
    this.sentence = sentence;
  }

  String sentence() {
    return sentence;
  }

  static Defect of(String name) {
    for (Defect defect : values()) {
      if (defect.name().equalsIgnoreCase(name)) {
        return defect;
      }
    }
    throw new ProofFailed("There is no planted defect '%s'.".formatted(name));
  }
}

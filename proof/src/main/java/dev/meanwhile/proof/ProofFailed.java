package dev.meanwhile.proof;

/// The reason why a proof could not be carried out to its end, as a sentence.
public final class ProofFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ProofFailed(String sentence) {
    super(sentence);
  }

  public ProofFailed(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}

package dev.meanwhile.proof.security;

/// A set of attacks.
interface Trial {

  void run(House house, Count count) throws Exception;
}

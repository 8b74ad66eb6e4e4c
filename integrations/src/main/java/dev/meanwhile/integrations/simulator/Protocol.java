package dev.meanwhile.integrations.simulator;

/// How a partner talks: what a [Simulator] says in its place.
public interface Protocol {

  /// What the partner answers when all is well, or when the request is wrong.
  Reply answer(Call call);

  /// How the partner words an error.
  Reply error(int status);

  /// An answer of the right status and the wrong types.
  Reply wrong(Call call);
}

package dev.meanwhile.proof.n8n;

import dev.meanwhile.integrations.maps.RoutesProtocol;
import dev.meanwhile.integrations.quo.QuoProtocol;
import dev.meanwhile.integrations.simulator.Simulator;
import java.util.LinkedHashMap;
import java.util.Map;

/// Whom the workflows call, as simulators on this machine.
record Partners(
    Simulator<OpenRouterProtocol> openRouter,
    Simulator<RoutesProtocol> google,
    Simulator<QuoProtocol> quo,
    Simulator<ResendProtocol> resend)
    implements AutoCloseable {

  static Partners open() {
    return new Partners(
        Simulator.of(new OpenRouterProtocol(Secret.OPENROUTER)),
        Simulator.of(new RoutesProtocol(Secret.GOOGLE)),
        Simulator.of(new QuoProtocol(Secret.QUO)),
        Simulator.of(new ResendProtocol(Secret.RESEND)));
  }

  /// What is written in the workflows, and what has to stand there instead.
  Map<String, String> addresses(int nodePort) {
    var all = new LinkedHashMap<String, String>();
    all.put("https://openrouter.ai", openRouter.address().toString());
    all.put("https://routes.googleapis.com", google.address().toString());
    all.put("https://api.openphone.com", quo.address().toString());
    all.put("https://api.resend.com", resend.address().toString());
    all.put("http://127.0.0.1:8080", "http://127.0.0.1:" + nodePort);
    return all;
  }

  @Override
  public void close() {
    openRouter.close();
    google.close();
    quo.close();
    resend.close();
  }
}

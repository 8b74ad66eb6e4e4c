package dev.meanwhile.proof.n8n;

import java.util.List;

/// What must never be seen anywhere but where it belongs: keys of the partners and of the calls.
final class Secret {
  static final String CALL = "call-canary-3f1c9e7a2b";
  static final String OPENROUTER = "sk-or-v1-canary5d0e8b6f1a7c";
  static final String GOOGLE = "AIzaSyCanary91f3b7d5e2c8a4";
  static final String QUO = "quocanary8b2f6d1e9c3a7";
  static final String RESEND = "re_canary4a9d2c7f1e8b3";
  static final String SIGNING = "whsec_Y2FuYXJ5LWNhbmFyeS1jYW5hcnktY2FuYXJ5LTEy";
  static final String ROLE = "workflows-canary-77ab";

  /// Those of the partners, and what all our own tokens begin with.
  static final List<String> ALL =
      List.of(CALL, OPENROUTER, GOOGLE, QUO, RESEND, SIGNING.substring(6), ROLE, "mwk_", "mwc_");

  private Secret() {}
}

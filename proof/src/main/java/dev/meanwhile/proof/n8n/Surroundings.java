package dev.meanwhile.proof.n8n;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The environment of an n8n that listens on this machine only, and from which nothing leaves it.
final class Surroundings {
  private static final String IDLE_MODULES =
      "mcp-registry,mcp,insights,external-secrets,chat-hub,instance-ai,agents,workflow-builder,workflow-reviews,"
          + "quick-connect,breaking-changes,source-control,sso-oidc,sso-saml,ldap,log-streaming,otel,token-exchange,"
          + "favorites,dynamic-credentials,provisioning";

  private Surroundings() {}

  static Map<String, String> of(Installed installed, Path folder, int port, int brokerPort) {
    var all = new HashMap<String, String>();
    all.put("PATH", installed.bin() + ":/usr/bin:/bin");
    all.put("HOME", folder.toString());
    all.put("N8N_USER_FOLDER", folder.toString());
    all.put("N8N_ENCRYPTION_KEY", "only-for-this-proof");
    all.put("DB_TYPE", "sqlite");
    all.put("GENERIC_TIMEZONE", "UTC");
    all.put("N8N_LISTEN_ADDRESS", "127.0.0.1");
    all.put("N8N_HOST", "127.0.0.1");
    all.put("N8N_PORT", Integer.toString(port));
    all.put("N8N_PROTOCOL", "http");
    all.put("N8N_SECURE_COOKIE", "false");
    all.put("N8N_RUNNERS_BROKER_LISTEN_ADDRESS", "127.0.0.1");
    all.put("N8N_RUNNERS_BROKER_PORT", Integer.toString(brokerPort));
    all.put("N8N_UNVERIFIED_PACKAGES_ENABLED", "true");
    all.put("EXTERNAL_FRONTEND_HOOKS_URLS", "");
    all.put("N8N_DISABLED_MODULES", IDLE_MODULES);
    for (var off :
        new String[] {
          "DIAGNOSTICS",
          "VERSION_NOTIFICATIONS",
          "VERSION_NOTIFICATIONS_WHATS_NEW",
          "DYNAMIC_BANNERS",
          "TEMPLATES",
          "PERSONALIZATION",
          "HIRING_BANNER",
          "LICENSE_AUTO_RENEW",
          "VERIFIED_PACKAGES"
        }) {
      all.put("N8N_" + off + "_ENABLED", "false");
    }
    return all;
  }
}

package dev.meanwhile.server.token;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// One pair of keys on the curve P-256.
record SigningKey(UUID id, ECPrivateKey privateKey, ECPublicKey publicKey, Instant createdAt) {
  /// For how long a key signs, and how much longer it is believed.
  static final Duration SIGNS = Duration.ofDays(1);

  static final Duration LINGERS = Duration.ofMinutes(10);

  static KeyPair pair() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java knows the curve P-256.", e);
    }
  }

  /// As the database has it.
  static SigningKey of(UUID id, byte[] privateKey, byte[] publicKey, Instant createdAt) {
    try {
      KeyFactory curve = KeyFactory.getInstance("EC");
      return new SigningKey(
          id,
          (ECPrivateKey) curve.generatePrivate(new PKCS8EncodedKeySpec(privateKey)),
          (ECPublicKey) curve.generatePublic(new X509EncodedKeySpec(publicKey)),
          createdAt);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A signing key in the database is broken.", e);
    }
  }

  boolean isBelieved(Instant now) {
    return now.isBefore(createdAt.plus(SIGNS).plus(LINGERS));
  }

  /// It never gets into a log by accident.
  @Override
  public String toString() {
    return "SigningKey[" + id + "]";
  }
}

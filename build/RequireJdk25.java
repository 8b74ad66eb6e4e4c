/// Ends the build with one sentence when the newest JDK that Maven found is too old for Meanwhile.
class RequireJdk25 {
  public static void main(String[] arguments) {
    int found = Runtime.version().feature();
    if (found < 25) {
      System.err.println(
          "Meanwhile is built with JDK 25, but the newest JDK found here is "
              + found
              + ": install one (for example Temurin 25 under /usr/lib/jvm) or let JAVA_HOME name it.");
      System.exit(1);
    }
  }
}

package dev.meanwhile.proof.security;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/// Texts that would run a script if a page took them for HTML. Each calls `hit()`, carries the mark
/// `data-xss`, or loads something from a host that does not exist.
final class Vectors {
  private static final List<String> TAGS =
      List.of(
          "img",
          "svg",
          "video",
          "audio",
          "iframe",
          "body",
          "details",
          "input",
          "marquee",
          "object",
          "math",
          "style",
          "script",
          "link",
          "select",
          "a",
          "form",
          "button",
          "textarea",
          "embed");
  private static final List<String> EVENTS =
      List.of(
          "onerror",
          "onload",
          "onclick",
          "onfocus autofocus tabindex=1",
          "ontoggle open",
          "onmouseover",
          "onstart",
          "onbegin",
          "onanimationstart",
          "onpointerenter",
          "oncanplay",
          "onpageshow");
  private static final List<String> WHOLE =
      List.of(
          "<script>hit()</script>",
          "<script src=//evil.test/x.js></script>",
          "<svg><script>hit()</script></svg>",
          "<svg/onload=hit()>",
          "<img src=x onerror=hit()>",
          "<img src=//evil.test/x.png data-xss>",
          "<iframe srcdoc='<script>parent.hit()</script>'></iframe>",
          "<iframe src=javascript:parent.hit()></iframe>",
          "<a href=javascript:hit() data-xss>x</a>",
          "<object data=javascript:hit()>",
          "<style>@import '//evil.test/x.css';</style>",
          "<link rel=stylesheet href=//evil.test/x.css>",
          "<base href=//evil.test/>",
          "<meta http-equiv=refresh content='0;url=//evil.test/'>",
          "<form action=//evil.test/><button data-xss>x",
          "javascript:hit()",
          "JaVaScRiPt:hit()",
          "data:text/html,<script>hit()</script>",
          "![x](//evil.test/x.png)",
          "[x](javascript:hit())",
          "<math><mi//xlink:href=\"data:x,<script>hit()</script>\">",
          "<noscript><p title=\"</noscript><img src=x onerror=hit()>\">",
          "<svg><animate onbegin=hit() attributeName=x dur=1s>",
          "<template><img src=x onerror=hit()></template>",
          "<mw-status task=x onclick=hit()></mw-status>",
          "${hit()}",
          "{{hit()}}",
          "{{constructor.constructor('hit()')()}}",
          "<%=hit()%>",
          "<xss data-xss style=animation-name:x onanimationstart=hit()>",
          "<input type=image src=//evil.test/x.png onerror=hit()>",
          "<video><source onerror=hit()></video>",
          "<svg><use href='data:image/svg+xml,<svg id=x onload=hit()>#x'/></svg>",
          "<!--<img src=--><img src=x onerror=hit()>",
          "<![CDATA[<img src=x onerror=hit()>]]>",
          "<div data-xss>x</div>",
          "<b data-xss>x</b>",
          "\u202e<img src=x onerror=hit()>",
          "\u0001<img src=x onerror=hit()>",
          "\ufeff<svg onload=hit()>");
  private static final List<String> BREAKOUTS =
      List.of(
          "",
          "\">",
          "'>",
          "</title>",
          "</textarea>",
          "</style>",
          "</script>",
          "-->",
          "]]>",
          "\"/>",
          "<!--",
          "`",
          "x\" ",
          "'\"",
          "</li></ul>");

  private Vectors() {}

  /// @param longest in characters; longer ones are left out
  static List<String> of(int howMany, int longest, RandomGenerator chance) {
    var all = new ArrayList<String>();
    for (String breakout : BREAKOUTS) {
      WHOLE.forEach(whole -> all.add(breakout + whole));
    }
    for (String tag : TAGS) {
      for (String event : EVENTS) {
        String[] parts = event.split(" ", 2);
        all.add(
            "<%s data-xss src=x %s=hit() %s>"
                .formatted(tag, parts[0], parts.length > 1 ? parts[1] : ""));
        all.add(
            "<%s/data-xss/%s=\"hit()\"\t%s\n>"
                .formatted(
                    tag.toUpperCase(java.util.Locale.ROOT),
                    parts[0],
                    parts.length > 1 ? parts[1] : ""));
      }
    }
    all.removeIf(text -> text.length() > longest);
    Collections.shuffle(all, new Random(chance.nextLong()));
    return List.copyOf(all.subList(0, Math.min(howMany, all.size())));
  }
}

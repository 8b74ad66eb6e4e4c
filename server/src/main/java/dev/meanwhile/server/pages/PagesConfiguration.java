package dev.meanwhile.server.pages;

import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Serves the built pages: what has its content in its name for ever, all else asked for anew each
/// time.
@Configuration(proxyBeanMethods = false)
class PagesConfiguration implements WebMvcConfigurer {
  static final String PAGES = "classpath:/META-INF/resources/";

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/assets/**")
        .addResourceLocations(PAGES + "assets/")
        .setUseLastModified(false)
        .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
    registry
        .addResourceHandler("/**")
        .addResourceLocations(PAGES)
        // The jar's time stamps are the same in every build; only the content tells two apart.
        .setUseLastModified(false)
        .setEtagGenerator(new ContentTags())
        .setCacheControl(CacheControl.noCache())
        .resourceChain(false)
        .addResolver(new PageResolver());
  }
}

package dev.meanwhile.server.http;

import dev.meanwhile.server.access.CallerArgument;
import dev.meanwhile.server.access.Door;
import dev.meanwhile.server.json.JsonConverter;
import dev.meanwhile.server.problem.ProblemResolver;
import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// How controllers get their arguments, and how their answers and exceptions are written.
@Configuration(proxyBeanMethods = false)
@EnableWebMvc
class MvcConfiguration implements WebMvcConfigurer {
  private final CallerArgument caller;
  private final Door door;
  private final ProblemResolver problems;

  MvcConfiguration(CallerArgument caller, Door door, ProblemResolver problems) {
    this.caller = caller;
    this.door = door;
    this.problems = problems;
  }

  @Override
  public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
    converters.registerDefaults().withJsonConverter(new JsonConverter());
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(caller);
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(door);
  }

  @Override
  public void configureHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
    resolvers.add(problems);
  }
}

package io.sangam.limits;

import io.sangam.kernel.Actor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Counts the routes that declare themselves [Paced].
@Configuration(proxyBeanMethods = false)
class RouteLimits implements WebMvcConfigurer, HandlerInterceptor {

    private final Pacing pacing;

    RouteLimits(Pacing pacing) {
        this.pacing = pacing;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && paced(method) instanceof Paced paced
                && request.getAttribute(Actor.class.getName()) instanceof Actor actor) {
            pacing.route(actor, paced.value()).ifPresent(usage -> usage.require(response));
        }
        return true;
    }

    private static @Nullable Paced paced(HandlerMethod method) {
        @Nullable Paced own = method.getMethodAnnotation(Paced.class);
        return own != null ? own : method.getBeanType().getAnnotation(Paced.class);
    }
}

package io.sangam.kernel;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Refuses query parameters that the called method does not read: a misspelt filter must not look like no filter.
@Configuration(proxyBeanMethods = false)
class KnownParameters implements HandlerInterceptor, WebMvcConfigurer {

    /// Empty for methods that take whatever comes.
    private final Map<HandlerMethod, Optional<Set<String>>> known = new ConcurrentHashMap<>();

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        // Strangers' sites add parameters of their own to the address of a form, sign-in providers to their answer.
        registry.addInterceptor(this)
                .addPathPatterns("/api/**")
                .excludePathPatterns("/api/*/public/**", "/api/*/sso/callback");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && method.getBeanType().getName().startsWith("io.sangam.")
                && request.getQueryString() != null) {
            known.computeIfAbsent(method, KnownParameters::read).ifPresent(names -> refuseOthers(request, names));
        }
        return true;
    }

    private static void refuseOthers(HttpServletRequest request, Set<String> names) {
        request.getParameterMap().forEach((name, values) -> {
            if (!names.contains(name)) {
                throw new SangamException(
                        KernelError.REQUEST_MALFORMED, "There is no parameter " + name + " here; known: " + names);
            }
            if (Arrays.stream(values).anyMatch(value -> value.indexOf('\0') >= 0)) {
                throw new SangamException(
                        KernelError.REQUEST_MALFORMED, "The parameter " + name + " holds a NUL character");
            }
        });
    }

    private static Optional<Set<String>> read(HandlerMethod method) {
        var names = new HashSet<String>();
        for (var parameter : method.getMethodParameters()) {
            var type = parameter.getParameterType();
            if (Map.class.isAssignableFrom(type) && parameter.hasParameterAnnotation(RequestParam.class)) {
                return Optional.empty();
            }
            names.addAll(names(parameter));
        }
        return Optional.of(names);
    }

    private static Set<String> names(MethodParameter parameter) {
        var annotation = parameter.getParameterAnnotation(RequestParam.class);
        if (annotation != null) {
            return Set.of(
                    annotation.name().isEmpty() ? String.valueOf(parameter.getParameterName()) : annotation.name());
        }
        if (parameter.getParameterAnnotations().length == 0
                && parameter.getParameterType().isRecord()
                && parameter.getParameterType() != Actor.class) {
            return Arrays.stream(parameter.getParameterType().getRecordComponents())
                    .map(RecordComponent::getName)
                    .collect(Collectors.toSet());
        }
        return Set.of();
    }
}

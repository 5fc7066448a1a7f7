package io.sangam.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.annotation.RequestParamMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/// Parameters that may be absent: nothing where they are, and a text as it was sent. Spring works out with each request
/// anew what it takes to make a text of a text, and nothing of nothing; the rest is left to it.
final class PlainParameters implements HandlerMethodArgumentResolver {

    private final HandlerMethodArgumentResolver spring;
    private final Map<MethodParameter, Read> reads = new ConcurrentHashMap<>();

    private record Read(String name, boolean isText) {

        static Read of(MethodParameter parameter) {
            var named = parameter.getParameterAnnotation(RequestParam.class);
            var name = named == null || named.name().isEmpty()
                    ? String.valueOf(parameter.getParameterName())
                    : named.name();
            return new Read(name, parameter.nested().getNestedParameterType() == String.class);
        }
    }

    private PlainParameters(HandlerMethodArgumentResolver spring) {
        this.spring = spring;
    }

    /// All of these, and before them one that knows what to do with less.
    static List<HandlerMethodArgumentResolver> before(List<HandlerMethodArgumentResolver> resolvers) {
        var all = new ArrayList<HandlerMethodArgumentResolver>(resolvers.size() + 1);
        resolvers.stream()
                .filter(RequestParamMethodArgumentResolver.class::isInstance)
                .findFirst()
                .map(PlainParameters::new)
                .ifPresent(all::add);
        all.addAll(resolvers);
        return all;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(RequestParam.class) && parameter.getParameterType() == Optional.class;
    }

    @Override
    public @Nullable Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders)
            throws Exception {
        var read = reads.computeIfAbsent(parameter, Read::of);
        var values = request.getParameterValues(read.name());
        if (values == null) {
            return Optional.empty();
        }
        if (read.isText() && values.length == 1) {
            return Optional.of(values[0]);
        }
        return spring.resolveArgument(parameter, container, request, binders);
    }
}

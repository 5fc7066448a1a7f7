package io.sangam.kernel;

import static java.util.Objects.requireNonNull;

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

/// Parameters as nearly all of them are sent: absent, a text, a number, true or false. Spring works out with each
/// request anew what it takes to make a text of a text, and nothing of nothing; what is sent otherwise is left to it.
final class PlainParameters implements HandlerMethodArgumentResolver {

    private final HandlerMethodArgumentResolver spring;
    private final Map<MethodParameter, Read> reads = new ConcurrentHashMap<>();

    /// @param type of what is sent
    /// @param absent what it is when nothing is; null where Spring says what is missing
    private record Read(
            String name,
            Class<?> type,
            boolean optional,
            @Nullable Object absent) {

        static Read of(MethodParameter parameter) {
            var asked = requireNonNull(parameter.getParameterAnnotation(RequestParam.class));
            var name = asked.name().isEmpty() ? String.valueOf(parameter.getParameterName()) : asked.name();
            return parameter.getParameterType() == Optional.class
                    ? new Read(name, parameter.nested().getNestedParameterType(), true, Optional.empty())
                    : new Read(name, parameter.getParameterType(), false, flag(asked.defaultValue()));
        }

        private static @Nullable Boolean flag(String text) {
            return switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> null;
            };
        }

        /// Null where it takes more than this.
        @Nullable
        Object value(String text) {
            @Nullable Object value = plain(text);
            return value == null || !optional ? value : Optional.of(value);
        }

        private @Nullable Object plain(String text) {
            if (type == String.class) {
                return text;
            }
            if (type == boolean.class || type == Boolean.class) {
                return flag(text);
            }
            return type == Integer.class && isShortNumber(text) ? Integer.valueOf(text) : null;
        }

        private static boolean isShortNumber(String text) {
            return !text.isEmpty() && text.length() < 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
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
        return parameter.hasParameterAnnotation(RequestParam.class)
                && (parameter.getParameterType() == Optional.class || parameter.getParameterType() == boolean.class);
    }

    @Override
    public @Nullable Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders)
            throws Exception {
        var read = reads.computeIfAbsent(parameter, Read::of);
        String @Nullable [] values = request.getParameterValues(read.name());
        @Nullable Object value = values == null ? read.absent() : values.length == 1 ? read.value(values[0]) : null;
        return value == null ? spring.resolveArgument(parameter, container, request, binders) : value;
    }
}

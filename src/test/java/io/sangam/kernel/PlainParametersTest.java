package io.sangam.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.format.support.DefaultFormattingConversionService;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.support.ConfigurableWebBindingInitializer;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.annotation.RequestParamMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.mvc.method.annotation.ServletRequestDataBinderFactory;

/// Whatever is sent, it is read as Spring reads it.
class PlainParametersTest {

    /// What may be sent for a parameter: nothing, once, or twice.
    static final List<List<String>> SENT = List.of(
            List.of(),
            List.of(""),
            List.of(" "),
            List.of("a b, c"),
            List.of("1"),
            List.of("007"),
            List.of("+1"),
            List.of("-1"),
            List.of("0x10"),
            List.of("1.5"),
            List.of("999999999"),
            List.of("9999999999"),
            List.of("٣"),
            List.of("true"),
            List.of("false"),
            List.of("TRUE"),
            List.of("on"),
            List.of("maybe"),
            List.of("1", "2"),
            List.of("true", "false"));

    interface Asked {
        void with(
                @RequestParam Optional<String> text,
                @RequestParam(name = "other") Optional<String> named,
                @RequestParam Optional<Integer> number,
                @RequestParam Optional<Long> longNumber,
                @RequestParam Optional<Boolean> maybe,
                @RequestParam boolean needed,
                @RequestParam(defaultValue = "false") boolean flag,
                @RequestParam(defaultValue = "true") boolean set,
                @RequestParam(required = false, defaultValue = "no") boolean odd);
    }

    private final RequestParamMethodArgumentResolver spring = new RequestParamMethodArgumentResolver(false);
    private final HandlerMethodArgumentResolver plain =
            PlainParameters.before(List.of(spring)).getFirst();

    @ParameterizedTest
    @FieldSource("SENT")
    void readsWhatSpringReads(List<String> sent) {
        var parameters = parameters();

        assertThat(parameters).hasSize(9).allMatch(plain::supportsParameter);
        for (var parameter : parameters) {
            assertThat(read(plain, parameter, sent))
                    .as(parameter.getParameterName() + " " + sent)
                    .isEqualTo(read(spring, parameter, sent));
        }
    }

    private static List<MethodParameter> parameters() {
        var method = Arrays.stream(Asked.class.getDeclaredMethods())
                .filter(each -> each.getName().equals("with"))
                .findFirst()
                .orElseThrow();
        return IntStream.range(0, method.getParameterCount())
                .mapToObj(index -> parameter(method, index))
                .toList();
    }

    private static MethodParameter parameter(Method method, int index) {
        var parameter = new MethodParameter(method, index);
        parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
        return parameter;
    }

    /// The value, or the kind of refusal.
    private static @Nullable Object read(
            HandlerMethodArgumentResolver resolver, MethodParameter parameter, List<String> sent) {
        var request = new MockHttpServletRequest();
        if (!sent.isEmpty()) {
            var name = String.valueOf(parameter.getParameterName());
            request.setParameter(name.equals("named") ? "other" : name, sent.toArray(String[]::new));
        }
        var initializer = new ConfigurableWebBindingInitializer();
        initializer.setConversionService(new DefaultFormattingConversionService());
        try {
            return resolver.resolveArgument(
                    parameter,
                    null,
                    new ServletWebRequest(request),
                    new ServletRequestDataBinderFactory(List.of(), initializer));
        } catch (RuntimeException e) {
            return e.getClass();
        } catch (Exception e) {
            return e.getClass().getName().startsWith("org.springframework") ? e.getClass() : fail(e);
        }
    }
}

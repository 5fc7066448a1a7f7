package io.sangam.kernel;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.mvc.method.annotation.RequestResponseBodyMethodProcessor;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// An [Answer] to whoever takes JSON, which is nearly everybody, as JSON. Spring works out with each answer anew which
/// of all it can write is wanted; it does so still for whoever asks for something else.
final class PlainAnswers implements HandlerMethodReturnValueHandler {

    private final HandlerMethodReturnValueHandler spring;
    private final JsonMapper json;

    private PlainAnswers(HandlerMethodReturnValueHandler spring, JsonMapper json) {
        this.spring = spring;
        this.json = json;
    }

    /// All of these, and before them one that knows what to do with less.
    static List<HandlerMethodReturnValueHandler> before(
            List<HandlerMethodReturnValueHandler> handlers, JsonMapper json) {
        var all = new ArrayList<HandlerMethodReturnValueHandler>(handlers.size() + 1);
        handlers.stream()
                .filter(RequestResponseBodyMethodProcessor.class::isInstance)
                .findFirst()
                .map(spring -> new PlainAnswers(spring, json))
                .ifPresent(all::add);
        all.addAll(handlers);
        return all;
    }

    @Override
    public boolean supportsReturnType(MethodParameter type) {
        return type.getParameterType() == Answer.class;
    }

    @Override
    public void handleReturnValue(
            @Nullable Object answer, MethodParameter type, ModelAndViewContainer container, NativeWebRequest request)
            throws Exception {
        if (takesJson(request.getHeader(HttpHeaders.ACCEPT))) {
            container.setRequestHandled(true);
            write(answer, requireNonNull(request.getNativeResponse(HttpServletResponse.class)));
        } else {
            spring.handleReturnValue(answer, type, container, request);
        }
    }

    private static boolean takesJson(@Nullable String accepted) {
        return accepted == null
                || accepted.equals(MediaType.ALL_VALUE)
                || accepted.equals(MediaType.APPLICATION_JSON_VALUE);
    }

    /// Whole before its first byte leaves: what can't be written is still a problem that is told.
    private void write(@Nullable Object answer, HttpServletResponse response) throws IOException {
        byte[] body;
        try {
            body = json.writeValueAsBytes(answer);
        } catch (JacksonException e) {
            throw new HttpMessageNotWritableException("An answer can't be written: " + e.getOriginalMessage(), e);
        }
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}

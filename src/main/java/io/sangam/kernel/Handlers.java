package io.sangam.kernel;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/// Whose methods answer requests: classes and methods that say so in these very words. Spring would look for them
/// behind every annotation of every bean, its superclasses and interfaces. And how their parameters are read and their
/// answers written: by [PlainParameters] and [PlainAnswers], where these can.
@Component
class Handlers implements WebMvcRegistrations {

    private final JsonMapper json;

    Handlers(JsonMapper json) {
        this.json = json;
    }

    @Override
    public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new RequestMappingHandlerMapping() {
            @Override
            protected boolean isHandler(Class<?> type) {
                var own = ClassUtils.getUserClass(type);
                return own.isAnnotationPresent(RestController.class) || own.isAnnotationPresent(Controller.class);
            }

            @Override
            protected @Nullable RequestMappingInfo getMappingForMethod(Method method, Class<?> handler) {
                return method.getAnnotations().length == 0 ? null : super.getMappingForMethod(method, handler);
            }
        };
    }

    @Override
    public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
        return new RequestMappingHandlerAdapter() {
            @Override
            public void afterPropertiesSet() {
                super.afterPropertiesSet();
                setArgumentResolvers(PlainParameters.before(requireNonNull(getArgumentResolvers())));
                setReturnValueHandlers(PlainAnswers.before(requireNonNull(getReturnValueHandlers()), json));
            }
        };
    }
}

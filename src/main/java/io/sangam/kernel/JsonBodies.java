package io.sangam.kernel;

import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.ResourceHttpMessageConverter;
import org.springframework.http.converter.ResourceRegionHttpMessageConverter;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// What is sent and answered is JSON, or bytes as they are. Spring also speaks CBOR, YAML and XML as soon as some
/// library
/// brings them along: past all that [WholeText] and its like refuse, and each is asked about each answer.
@Configuration(proxyBeanMethods = false)
class JsonBodies implements WebMvcConfigurer {

    private static final List<Class<?>> SPOKEN = List.of(
            JacksonJsonHttpMessageConverter.class,
            StringHttpMessageConverter.class,
            ByteArrayHttpMessageConverter.class,
            ResourceHttpMessageConverter.class,
            ResourceRegionHttpMessageConverter.class,
            FormHttpMessageConverter.class);

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters.configureMessageConvertersList(all -> all.removeIf(each -> !isSpoken(each)));
    }

    private static boolean isSpoken(HttpMessageConverter<?> converter) {
        return SPOKEN.stream().anyMatch(each -> each.isInstance(converter));
    }
}

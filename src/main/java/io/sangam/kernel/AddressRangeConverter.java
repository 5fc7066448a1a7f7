package io.sangam.kernel;

import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/// Lets settings be blocks of addresses.
@Component
@ConfigurationPropertiesBinding
class AddressRangeConverter implements Converter<String, AddressRange> {

    @Override
    public AddressRange convert(String text) {
        return AddressRange.of(text.strip());
    }
}

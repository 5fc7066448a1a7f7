package io.sangam.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.json.JsonMapper;

/// What objects, fields and choices are called stands in their descriptions, in English; the web app says it in the
/// languages it speaks.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class LabelsIT {

    private final ObjectTypes types;

    LabelsIT(ObjectTypes types) {
        this.types = types;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar", "de", "hi"})
    void everyLabelOfADescriptionIsSaid(String language) {
        var labels = JsonMapper.shared().readTree(Path.of("frontend/src/i18n/labels", language + ".json"));
        var unsaid = new TreeSet<>(described());
        unsaid.removeAll(Set.copyOf(labels.propertyNames()));

        assertThat(unsaid)
                .as("missing in frontend/src/i18n/labels/%s.json", language)
                .isEmpty();
        assertThat(labels.valueStream())
                .allSatisfy(label -> assertThat(label.asString()).isNotBlank());
    }

    private Set<String> described() {
        var labels = new TreeSet<String>();
        for (var type : types.all()) {
            labels.add(type.label());
            type.fields().stream()
                    .flatMap(field -> Stream.concat(
                            Stream.of(field.label()), field.options().stream().map(FieldOption::label)))
                    .forEach(labels::add);
        }
        return labels;
    }
}

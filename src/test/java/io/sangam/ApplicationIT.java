package io.sangam;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.records.ObjectTypes;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ApplicationIT {

    @Autowired
    ObjectTypes types;

    @Test
    void startsWithEveryObject() {
        assertThat(types.all()).isNotEmpty();
    }
}

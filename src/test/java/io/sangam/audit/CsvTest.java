package io.sangam.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvTest {

    @Test
    void quotesWhatWouldBreakALineAndDefusesFormulas() {
        assertThat(Csv.line("plain", null, 7)).isEqualTo("plain,,7\r\n");
        assertThat(Csv.line("a,b", "say \"hi\"", "two\nlines"))
                .isEqualTo("\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\"\r\n");
        assertThat(Csv.line("=1+1", "+4477", "-1", "@x", "\t=1", "＝1")).isEqualTo("'=1+1,'+4477,'-1,'@x,'\t=1,'＝1\r\n");
    }
}

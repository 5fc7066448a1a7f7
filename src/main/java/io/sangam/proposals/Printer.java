package io.sangam.proposals;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sangam.mail.MailLanguage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/// Prints proposals as PDF (ADR 32). Whatever people typed is drawn as letters: nothing in it is markup, a link or a
/// script.
@Component
class Printer {

    private static final String WORDS = "io/sangam/proposals/document.txt";

    private final Map<MailLanguage, Properties> words = new ConcurrentHashMap<>();
    private final Map<String, byte[]> fonts = new ConcurrentHashMap<>();

    byte[] print(Paper paper) {
        try (var document = new PDDocument()) {
            var information = document.getDocumentInformation();
            information.setTitle(paper.number() + " " + paper.title());
            information.setAuthor(paper.company());
            information.setCreator("Sangam");
            document.getDocumentCatalog().setLanguage(paper.language().locale().toLanguageTag());
            new Sheet(document, new Typeface(document, this::font), paper, words(paper.language())).write();
            var file = new ByteArrayOutputStream();
            document.save(file);
            return file.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Properties words(MailLanguage language) {
        return words.computeIfAbsent(language, each -> {
            var read = new Properties();
            try (var file = new InputStreamReader(new ClassPathResource(each.file(WORDS)).getInputStream(), UTF_8)) {
                read.load(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return read;
        });
    }

    private byte[] font(String name) {
        return fonts.computeIfAbsent(name, each -> {
            try {
                return new ClassPathResource("io/sangam/proposals/fonts/" + each).getContentAsByteArray();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}

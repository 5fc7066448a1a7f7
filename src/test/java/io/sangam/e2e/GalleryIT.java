package io.sangam.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ScreenshotAnimations;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.sangam.e2e.Visitor.Screen;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every primitive of the web app in every state, as it was when somebody last looked at it and found it right.
/// `-Dsangam.gallery.write=true` takes the pictures anew.
@Tag("alone")
class GalleryIT {

    private static final String URL = "https://gallery.example/";
    private static final Path SITE = Path.of("target/gallery");
    private static final Path PICTURES = Path.of("src/test/resources/io/sangam/e2e/gallery");
    private static final Path FAILED = Path.of("target/gallery-differences");
    /// Each build of a browser smooths letters in its own way: less than this is the same colour.
    private static final int SAME = 48;
    private static final double DIFFERENT = 0.001;
    /// A button that changed its colour is little of a page, but all of its own place.
    private static final int PLACE = 16;

    private static final int MINUTES = 5;

    private record Picture(String name, Screen screen) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Picture> pictures() {
        return Stream.of(
                new Picture("desk-light", Screen.DESK),
                new Picture("desk-dark", Screen.DESK.dark()),
                new Picture("phone-light", Screen.PHONE),
                new Picture("phone-dark", Screen.PHONE.dark()));
    }

    @BeforeAll
    static void build() throws Exception {
        Files.createDirectories(FAILED);
        var log = FAILED.resolve("build.log");
        var vite = new ProcessBuilder(
                        "node", "node_modules/vite/bin/vite.js", "build", "--config", "vite.gallery.config.ts")
                .directory(Path.of("frontend").toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(vite.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
        assertThat(vite.exitValue()).as(Files.readString(log)).isZero();
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void looksAsItDid(Picture picture) throws IOException {
        try (var visitor = Visitor.at(URL, picture.screen())) {
            open(visitor);
            assertThat(visitor.page().evaluate("() => document.documentElement.scrollWidth"))
                    .as("nothing is wider than the window")
                    .isEqualTo(picture.screen().width());
            var bytes = visitor.page()
                    .screenshot(new Page.ScreenshotOptions()
                            .setFullPage(true)
                            .setAnimations(ScreenshotAnimations.DISABLED));
            var kept = PICTURES.resolve(picture.name() + ".png");
            if (Boolean.getBoolean("sangam.gallery.write")) {
                Files.write(kept, bytes);
            }
            Files.write(FAILED.resolve(picture.name() + ".png"), bytes);
            compare(picture.name(), ImageIO.read(kept.toFile()), ImageIO.read(new ByteArrayInputStream(bytes)));
            visitor.assertNoErrors();
        }
    }

    @Test
    void everybodyCanUseEveryPrimitive() {
        for (var screen : List.of(Screen.DESK, Screen.DESK.dark())) {
            try (var visitor = Visitor.at(URL, screen)) {
                open(visitor);
                visitor.assertAccessible("the gallery");
                for (var over :
                        List.of("dialog", "sheet", "confirm", "discard", "form", "form sheet", "secret", "spotlight")) {
                    visitor.button(over).click();
                    visitor.dialog().waitFor();
                    visitor.assertAccessible(over);
                    visitor.page().keyboard().press("Escape");
                    visitor.dialog().waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
                }
                visitor.assertNoErrors();
            }
        }
    }

    /// From the files as they were built, at a fixed hour.
    private static void open(Visitor visitor) {
        var page = visitor.page();
        page.route(URL + "**", GalleryIT::answer);
        page.clock().setFixedTime("2026-03-04T09:00:00Z");
        page.navigate(URL + "gallery.html");
        page.locator("h1").waitFor();
        page.evaluate("() => document.fonts.ready");
    }

    private static void answer(Route route) {
        var file = SITE.resolve(URI.create(route.request().url()).getPath().substring(1));
        if (Files.isRegularFile(file)) {
            route.fulfill(new Route.FulfillOptions().setPath(file));
        } else {
            route.fulfill(new Route.FulfillOptions().setStatus(204));
        }
    }

    private static void compare(String name, BufferedImage kept, BufferedImage now) throws IOException {
        assertThat(now.getWidth() + "×" + now.getHeight())
                .as("size of " + name)
                .isEqualTo(kept.getWidth() + "×" + kept.getHeight());
        var places = new int[now.getHeight() / PLACE + 1][now.getWidth() / PLACE + 1];
        var different = 0;
        for (var y = 0; y < now.getHeight(); y++) {
            for (var x = 0; x < now.getWidth(); x++) {
                if (differs(kept.getRGB(x, y), now.getRGB(x, y))) {
                    different++;
                    places[y / PLACE][x / PLACE]++;
                    now.setRGB(x, y, 0xFFFF00FF);
                }
            }
        }
        var whole = Stream.of(places)
                .flatMapToInt(Arrays::stream)
                .filter(count -> count > PLACE * PLACE / 2)
                .count();
        if (different > 0) {
            ImageIO.write(now, "png", FAILED.resolve(name + "-differs.png").toFile());
        }
        assertThat((double) different / now.getWidth() / now.getHeight())
                .as("share of %s that looks different; see %s", name, FAILED)
                .isLessThanOrEqualTo(DIFFERENT);
        assertThat(whole)
                .as("places of %s that look altogether different; see %s", name, FAILED)
                .isZero();
    }

    private static boolean differs(int one, int other) {
        for (var shift = 0; shift < 24; shift += 8) {
            if (Math.abs((one >> shift & 0xFF) - (other >> shift & 0xFF)) > SAME) {
                return true;
            }
        }
        return false;
    }
}

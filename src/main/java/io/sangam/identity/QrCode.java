package io.sangam.identity;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.QRCodeWriter;
import java.util.Map;

/// A text as a picture to scan, drawn as SVG.
final class QrCode {

    private QrCode() {}

    static String svg(String text) {
        try {
            var bits = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, Map.of(EncodeHintType.MARGIN, 4));
            var path = new StringBuilder();
            for (int y = 0; y < bits.getHeight(); y++) {
                for (int x = 0; x < bits.getWidth(); x++) {
                    if (bits.get(x, y)) {
                        path.append("M%d %dh1v1h-1z".formatted(x, y));
                    }
                }
            }
            return """
                    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges">\
                    <path fill="#fff" d="M0 0h%dv%dH0z"/><path d="%s"/></svg>""".formatted(bits.getWidth(), bits.getHeight(), bits.getWidth(), bits.getHeight(), path);
        } catch (WriterException e) {
            throw new IllegalStateException("A short text fits a QR code", e);
        }
    }
}

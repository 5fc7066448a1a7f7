package io.sangam.kernel;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/// A block of addresses, such as `10.0.0.0/8`; a single address is a block of one.
public record AddressRange(List<Byte> prefix, int bits) {

    public static List<AddressRange> ranges(String... texts) {
        return Arrays.stream(texts).map(AddressRange::of).toList();
    }

    /// Throws an [IllegalArgumentException] for what is no block of addresses.
    public static AddressRange of(String text) {
        var slash = text.indexOf('/');
        var bytes = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash))
                .getAddress();
        var bits = slash < 0 ? bytes.length * 8 : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > bytes.length * 8) {
            throw new IllegalArgumentException("There is no block of addresses " + text);
        }
        var boxed = new Byte[bytes.length];
        Arrays.setAll(boxed, index -> bytes[index]);
        return new AddressRange(List.of(boxed), bits);
    }

    public boolean contains(InetAddress address) {
        var bytes = address.getAddress();
        if (bytes.length != prefix.size()) {
            return false;
        }
        for (var bit = 0; bit < bits; bit++) {
            var mask = 0x80 >> (bit % 8);
            if ((bytes[bit / 8] & mask) != (prefix.get(bit / 8) & mask)) {
                return false;
            }
        }
        return true;
    }
}

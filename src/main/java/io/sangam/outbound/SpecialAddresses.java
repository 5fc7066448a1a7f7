package io.sangam.outbound;

import static io.sangam.kernel.AddressRange.ranges;

import io.sangam.kernel.AddressRange;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/// Addresses that lead to no public server.
final class SpecialAddresses {

    /// [IANA's special-purpose registries](https://www.iana.org/assignments/iana-ipv4-special-registry), and
    /// what clouds answer their metadata on.
    private static final List<AddressRange> SPECIAL_V4 = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "168.63.129.16/32",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    private static final AddressRange GLOBAL_V6 = AddressRange.of("2000::/3");
    /// Inside the global block: tunnels (Teredo, 6to4), which lead to IPv4 addresses of any kind, and documentation.
    private static final List<AddressRange> SPECIAL_V6 = ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private SpecialAddresses() {}

    /// Java has turned an IPv4-mapped address into the IPv4 address it stands for; what else translates (NAT64) lies
    /// outside the global block.
    static boolean isPublic(InetAddress address) {
        return address instanceof Inet4Address
                ? SPECIAL_V4.stream().noneMatch(range -> range.contains(address))
                : GLOBAL_V6.contains(address) && SPECIAL_V6.stream().noneMatch(range -> range.contains(address));
    }
}

package io.portolan.outbound;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// Decides whether an address is public. Pure: it looks at bytes only.
///
/// The ranges are those of the IANA special-purpose registries that are not globally reachable, the IPv6 ranges that
/// embed an IPv4 address (so that no translator on the way can turn them into a private one), and metadata services
/// that stand on public addresses.
final class AddressGuard {

    private static final List<Range> IPV4 = List.of(
            new Range("0.0.0.0/8", "this network"),
            new Range("10.0.0.0/8", "private"),
            new Range("100.64.0.0/10", "carrier-grade NAT"),
            new Range("127.0.0.0/8", "loopback"),
            new Range("168.63.129.16/32", "metadata service"),
            new Range("169.254.0.0/16", "link-local"),
            new Range("172.16.0.0/12", "private"),
            new Range("192.0.0.0/24", "protocol assignments"),
            new Range("192.0.2.0/24", "documentation"),
            new Range("192.88.99.0/24", "6to4 relay"),
            new Range("192.168.0.0/16", "private"),
            new Range("198.18.0.0/15", "benchmarking"),
            new Range("198.51.100.0/24", "documentation"),
            new Range("203.0.113.0/24", "documentation"),
            new Range("224.0.0.0/4", "multicast"),
            new Range("240.0.0.0/4", "reserved"));

    private static final List<Range> IPV6 = List.of(
            new Range("0:0:0:0:0:0:0:0/96", "unspecified, loopback or IPv4-compatible"),
            new Range("0:0:0:0:ffff:0:0:0/96", "IPv4-translated"),
            new Range("64:ff9b:0:0:0:0:0:0/96", "NAT64"),
            new Range("64:ff9b:1:0:0:0:0:0/48", "NAT64"),
            new Range("100:0:0:0:0:0:0:0/63", "discard or dummy"),
            new Range("2001:db8:0:0:0:0:0:0/32", "documentation"),
            new Range("2002:0:0:0:0:0:0:0/16", "6to4"),
            new Range("3fff:0:0:0:0:0:0:0/20", "documentation"),
            new Range("5f00:0:0:0:0:0:0:0/16", "segment routing"),
            new Range("fc00:0:0:0:0:0:0:0/7", "unique local"),
            new Range("fe80:0:0:0:0:0:0:0/10", "link-local"),
            new Range("fec0:0:0:0:0:0:0:0/10", "site-local"),
            new Range("ff00:0:0:0:0:0:0:0/8", "multicast"));

    private static final Range IETF = new Range("2001:0:0:0:0:0:0:0/23", "Teredo or protocol assignments");

    /// The parts of [#IETF] that are globally reachable.
    private static final List<Range> IETF_REACHABLE = List.of(
            new Range("2001:1:0:0:0:0:0:1/128", "anycast"),
            new Range("2001:1:0:0:0:0:0:2/128", "anycast"),
            new Range("2001:1:0:0:0:0:0:3/128", "anycast"),
            new Range("2001:3:0:0:0:0:0:0/32", "AMT"),
            new Range("2001:4:112:0:0:0:0:0/48", "AS112"),
            new Range("2001:20:0:0:0:0:0:0/28", "ORCHIDv2"),
            new Range("2001:30:0:0:0:0:0:0/28", "drone remote identification"));

    private AddressGuard() {}

    /// Why the address may not be called; empty when it is public.
    static Optional<String> refusal(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            return first(IPV4, bytes);
        }
        if (isMapped(bytes)) {
            return first(IPV4, tail(bytes));
        }
        if (isIsatap(bytes)) {
            return Optional.of("ISATAP");
        }
        if (IETF.contains(bytes)) {
            return first(IETF_REACHABLE, bytes).isPresent() ? Optional.empty() : Optional.of(IETF.name);
        }
        return first(IPV6, bytes);
    }

    private static Optional<String> first(List<Range> ranges, byte[] bytes) {
        return ranges.stream()
                .filter(range -> range.contains(bytes))
                .map(Range::name)
                .findFirst();
    }

    /// `::ffff:a.b.c.d`; Java mostly hands these out as IPv4 already.
    private static boolean isMapped(byte[] bytes) {
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return bytes[10] == (byte) 0xff && bytes[11] == (byte) 0xff;
    }

    /// Interface identifier `[02]00:5efe:a.b.c.d`: a tunnel to an IPv4 address.
    private static boolean isIsatap(byte[] bytes) {
        return (bytes[8] & ~0x02) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == (byte) 0xfe;
    }

    private static byte[] tail(byte[] bytes) {
        return new byte[] {bytes[12], bytes[13], bytes[14], bytes[15]};
    }

    private record Range(byte[] network, int bits, String name) {

        Range(String cidr, String name) {
            this(
                    InetAddress.ofLiteral(cidr.substring(0, cidr.indexOf('/'))).getAddress(),
                    Integer.parseInt(cidr.substring(cidr.indexOf('/') + 1)),
                    name);
        }

        boolean contains(byte[] address) {
            if (address.length != network.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit += 8) {
                int left = bits - bit;
                int mask = left >= 8 ? 0xff : 0xff << (8 - left) & 0xff;
                if ((address[bit / 8] & mask) != (network[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}

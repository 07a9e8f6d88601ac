// Which addresses lie on the public internet. The registries list what does not: IANA's special-purpose address
// registries for IPv4 and IPv6 (as of 2024). For IPv6 only what is allotted counts as public.
#include "http/client.hpp"

#include <boost/asio/ip/address.hpp>

#include <algorithm>
#include <array>
#include <cstdint>

namespace balie::http {
namespace {

namespace ip = boost::asio::ip;

struct V4Network {
    std::uint32_t address;
    unsigned bits;
};

constexpr std::uint32_t v4(unsigned a, unsigned b, unsigned c, unsigned d) {
    return (a << 24U) | (b << 16U) | (c << 8U) | d;
}

constexpr auto not_public_v4 = std::array{
    V4Network{v4(0, 0, 0, 0), 8},        // this network
    V4Network{v4(10, 0, 0, 0), 8},       // private
    V4Network{v4(100, 64, 0, 0), 10},    // carrier-grade NAT
    V4Network{v4(127, 0, 0, 0), 8},      // loopback
    V4Network{v4(169, 254, 0, 0), 16},   // link-local, the clouds' metadata among it
    V4Network{v4(172, 16, 0, 0), 12},    // private
    V4Network{v4(192, 0, 0, 0), 24},     // protocol assignments
    V4Network{v4(192, 0, 2, 0), 24},     // documentation
    V4Network{v4(192, 88, 99, 0), 24},   // 6to4 relays
    V4Network{v4(192, 168, 0, 0), 16},   // private
    V4Network{v4(198, 18, 0, 0), 15},    // benchmarks
    V4Network{v4(198, 51, 100, 0), 24},  // documentation
    V4Network{v4(203, 0, 113, 0), 24},   // documentation
    V4Network{v4(224, 0, 0, 0), 4},      // multicast
    V4Network{v4(240, 0, 0, 0), 4},      // reserved and broadcast
};

bool is_public(ip::address_v4 const& address) {
    auto const number = address.to_uint();
    return std::none_of(not_public_v4.begin(), not_public_v4.end(), [&](V4Network const& network) {
        auto const shift = 32U - network.bits;
        return number >> shift == network.address >> shift;
    });
}

// Every way to write a v4 address inside a v6 one (mapped, NAT64, 6to4, Teredo) lies outside what is left here.
bool is_public(ip::address_v6 const& address) {
    auto const bytes = address.to_bytes();
    auto const first = static_cast<unsigned>((bytes[0] << 8U) | bytes[1]);
    auto const second = static_cast<unsigned>((bytes[2] << 8U) | bytes[3]);
    if (first < 0x2000U || first > 0x3FFFU || address.scope_id() != 0) { return false; }
    if (first == 0x2001U && second < 0x0200U) { return false; }   // protocol assignments, Teredo, ORCHID
    if (first == 0x2001U && second == 0x0DB8U) { return false; }  // documentation
    if (first == 0x2002U) { return false; }                       // 6to4
    return !(first == 0x3FFFU && second < 0x1000U);               // documentation
}

}  // namespace

bool is_public_address(std::string const& numeric_address) {
    auto fault = boost::system::error_code{};
    if (numeric_address.find('%') != std::string::npos) { return false; }
    auto const address = ip::make_address(numeric_address, fault);
    if (fault) { return false; }
    return address.is_v4() ? is_public(address.to_v4()) : is_public(address.to_v6());
}

}  // namespace balie::http

// Addresses are compared as bits, v4 in its v6-mapped form like any other.
#include "http/trusted_proxies.hpp"

#include <balie/base/text.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>

namespace balie::http {
namespace {

namespace ip = boost::asio::ip;

constexpr auto mapped_bits = 96U;

ip::address_v6 widened(ip::address const& address) {
    return address.is_v4() ? ip::make_address_v6(ip::v4_mapped, address.to_v4()) : address.to_v6();
}

ip::address narrowed(ip::address const& address) {
    if (address.is_v6() && address.to_v6().is_v4_mapped()) {
        return ip::make_address_v4(ip::v4_mapped, address.to_v6());
    }
    return address;
}

bool share_prefix(ip::address_v6 const& a, ip::address_v6 const& b, unsigned bits) {
    auto const left = a.to_bytes();
    auto const right = b.to_bytes();
    for (auto i = 0U; i < bits; ++i) {
        auto const mask = static_cast<unsigned char>(0x80U >> (i % 8));
        if ((left[i / 8] & mask) != (right[i / 8] & mask)) { return false; }
    }
    return true;
}

unsigned prefix_bits(std::string_view text, unsigned longest) {
    auto bits = 0U;
    auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), bits);
    if (fault != std::errc{} || end != text.data() + text.size() || bits > longest) {
        throw std::invalid_argument{"a trusted proxy has a bad prefix length: " + std::string{text}};
    }
    return bits;
}

}  // namespace

TrustedProxies::TrustedProxies(std::vector<std::string> const& names) {
    for (auto const& name : names) {
        auto const slash = std::min(name.find('/'), name.size());
        auto fault = boost::system::error_code{};
        auto const address = ip::make_address(name.substr(0, slash), fault);
        if (fault) { throw std::invalid_argument{"a trusted proxy is not an address: " + name}; }
        auto const longest = address.is_v4() ? 32U : 128U;
        auto const bits =
            slash == name.size() ? longest : prefix_bits(std::string_view{name}.substr(slash + 1), longest);
        networks_.push_back({address, bits + (address.is_v4() ? mapped_bits : 0U)});
    }
}

std::string TrustedProxies::client(ip::address const& socket, std::string_view forwarded_for) const {
    auto address = narrowed(socket);
    while (!forwarded_for.empty() && contain(address)) {
        auto const comma = forwarded_for.rfind(',');
        auto const last = comma == std::string_view::npos ? forwarded_for : forwarded_for.substr(comma + 1);
        forwarded_for = forwarded_for.substr(0, comma == std::string_view::npos ? 0 : comma);
        auto fault = boost::system::error_code{};
        auto const next = ip::make_address(std::string{trimmed(last)}, fault);
        if (fault) { break; }
        address = narrowed(next);
    }
    return address.to_string();
}

bool TrustedProxies::contain(ip::address const& address) const {
    return std::any_of(networks_.begin(), networks_.end(), [&](Network const& network) {
        return share_prefix(widened(network.address), widened(address), network.bits);
    });
}

}  // namespace balie::http

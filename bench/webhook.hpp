// What the load programs share: signed WhatsApp webhooks, a connection to the desk, and when an answer is whole.
#pragma once

#include <balie/base/crypto.hpp>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

// An inbox as its platform knows it.
struct Target {
    std::string path;
    std::string address;
    balie::HmacSha256 mac;

    Target(std::string path_, std::string address_, std::string const& secret)
        : path(std::move(path_)), address(std::move(address_)), mac(secret) {}
};

inline int connect_to(std::uint16_t port) {
    auto const socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    auto address = sockaddr_in{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto where = sockaddr{};
    std::memcpy(&where, &address, sizeof where);
    if (socket < 0 || ::connect(socket, &where, sizeof where) != 0) {
        throw std::runtime_error{"cannot connect"};
    }
    auto const on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return socket;
}

// The length of a whole answer at the beginning of what was received; 0 when it is not whole yet.
inline std::size_t whole_answer(std::string const& received) {
    auto const head = received.find("\r\n\r\n");
    if (head == std::string::npos) { return 0; }
    constexpr auto name = std::string_view{"content-length:"};
    auto const field =
        std::search(received.begin(), received.begin() + static_cast<std::ptrdiff_t>(head), name.begin(),
                    name.end(), [](char a, char b) { return std::tolower(a) == b; });
    auto const value = static_cast<std::size_t>(field - received.begin()) + name.size();
    auto const length = value < head ? std::strtoul(received.c_str() + value, nullptr, 10) : 0UL;
    auto const whole = head + 4 + length;
    return received.size() >= whole ? whole : 0;
}

// The text begins with `mark`, by which a frame is known again.
inline std::string webhook_body(Target const& target, std::string const& id, std::string const& customer,
                                std::string const& mark = {}) {
    return R"({"object":"whatsapp_business_account","entry":[{"id":"100000000000001","changes":[{"field":"messages","value":{)"
           R"("messaging_product":"whatsapp","metadata":{"display_phone_number":"31970000001","phone_number_id":")" +
           target.address + R"("},"contacts":[{"profile":{"name":"Klant )" + customer + R"("},"wa_id":")" +
           customer + R"("}],"messages":[{"from":")" + customer + R"(","id":")" + id + R"(","timestamp":")" +
           std::to_string(std::time(nullptr)) + R"(","type":"text","text":{"body":")" + mark +
           R"(Goedemiddag, gisteren kreeg ik bericht dat bestelling 4711-2291 bezorgd zou zijn, )"
           R"(maar er ligt niets bij de deur en ook niet bij de buren. Kunt u nakijken waar het pakket is gebleven? Bellen )"
           R"(lukt niet, ik sta steeds in de wacht. \u2615"}}]}}]}]})";
}

inline std::string signed_request(Target& target, std::string const& body) {
    return "POST " + target.path +
           " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nX-Hub-Signature-256: sha256=" +
           balie::to_hex(target.mac(body)) + "\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n\r\n" + body;
}

inline std::uint32_t percentile(std::vector<std::uint32_t> const& sorted, double part) {
    if (sorted.empty()) { return 0; }
    return sorted[std::min(sorted.size() - 1,
                           static_cast<std::size_t>(part * static_cast<double>(sorted.size())))];
}

}  // namespace bench

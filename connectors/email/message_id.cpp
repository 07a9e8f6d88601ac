#include <connectors/email/message_id.hpp>

#include <balie/base/crypto.hpp>
#include <balie/base/text.hpp>

#include <algorithm>

namespace balie::connectors::email {
namespace {

constexpr auto mac_bytes = std::size_t{16};
constexpr auto id_bytes_max = std::size_t{512};
constexpr auto ids_max = std::size_t{40};

std::string domain_of(std::string_view address) {
    auto const at = address.rfind('@');
    return at == std::string_view::npos ? "localhost" : lowered(address.substr(at + 1));
}

std::string mac(std::string_view opaque, std::string_view address, std::string_view key) {
    auto const signed_text = "balie mail " + lowered(address) + " " + std::string{opaque};
    return to_hex(hmac_sha256(key, signed_text).substr(0, mac_bytes));
}

}  // namespace

std::string own_message_id(std::string_view opaque, std::string_view address, std::string_view key) {
    return std::string{opaque} + "." + mac(opaque, address, key) + "@" + domain_of(address);
}

std::string opaque_in(std::string_view message_id, std::string_view address, std::string_view key) {
    auto const local = lowered(message_id.substr(0, message_id.find('@')));
    auto const dot = local.rfind('.');
    if (dot == std::string::npos || dot == 0 || key.empty()) { return {}; }
    auto opaque = local.substr(0, dot);
    auto const is_signed =
        equal_in_constant_time(mac(opaque, address, key), std::string_view{local}.substr(dot + 1));
    return is_signed ? opaque : std::string{};
}

std::vector<std::string> ids_in(std::string_view field) {
    auto ids = std::vector<std::string>{};
    for (auto open = field.find('<'); open != std::string_view::npos; open = field.find('<')) {
        auto const end = field.find('>', open);
        if (end == std::string_view::npos) { break; }
        auto id = storable(std::string{field.substr(open + 1, end - open - 1)});
        std::erase_if(id, [](char letter) { return static_cast<unsigned char>(letter) <= 0x20U; });
        if (id.size() > id_bytes_max) { id = "sha256:" + to_hex(sha256(id)); }
        if (!id.empty() && std::ranges::find(ids, id) == ids.end()) { ids.push_back(std::move(id)); }
        field.remove_prefix(end + 1);
        // The first names the thread, the last ones are the nearest: what is between may go.
        if (ids.size() > ids_max) { ids.erase(ids.begin() + 1); }
    }
    return ids;
}

}  // namespace balie::connectors::email

#include "ingest/spool_record.hpp"

#include "ingest/replayable.hpp"

#include <nlohmann/json.hpp>

#include <boost/crc.hpp>
#include <boost/endian/conversion.hpp>

#include <array>
#include <cstdint>
#include <cstring>

namespace balie::ingest {
namespace {

using nlohmann::json;

constexpr auto mark = std::string_view{"\xBA\x11\xE1\x01"};
constexpr auto number_bytes = sizeof(std::uint32_t);
constexpr auto head_bytes = mark.size() + 2 * number_bytes;

// Castagnoli's polynomial, as in iSCSI (RFC 3720).
using Crc32c = boost::crc_optimal<32, 0x1EDC6F41, 0xFFFFFFFF, 0xFFFFFFFF, true, true>;

std::uint32_t checksum(std::string_view bytes) {
    auto crc = Crc32c{};
    crc.process_bytes(bytes.data(), bytes.size());
    return crc.checksum();
}

void put_number(std::string& to, std::uint32_t number) {
    auto bytes = std::array<char, number_bytes>{};
    boost::endian::native_to_little_inplace(number);
    std::memcpy(bytes.data(), &number, number_bytes);
    to.append(bytes.data(), number_bytes);
}

std::uint32_t number_at(std::string_view bytes) {
    auto number = std::uint32_t{};
    std::memcpy(&number, bytes.data(), number_bytes);
    return boost::endian::little_to_native(number);
}

// Texts are whatever the platform sent, UTF-8 or not: CBOR's texts are written and read here as bytes.
json cbor_of(Webhook const& webhook) {
    auto headers = json::array();
    for (auto const& [name, value] : readable(webhook.headers)) {
        headers.push_back(json::array({name, value}));
    }
    return json{{"account", webhook.account.value},
                {"inbox", webhook.inbox.value},
                {"received_at", webhook.received_at.time_since_epoch().count()},
                {"method", webhook.method},
                {"url", without_secrets(webhook.url)},
                {"headers", std::move(headers)},
                {"body", webhook.body}};
}

std::optional<Webhook> webhook_in(std::string_view bytes) {
    auto const read = json::from_cbor(bytes, true, false);
    try {
        auto webhook = Webhook{};
        webhook.account.value = read.at("account").get<std::int64_t>();
        webhook.inbox.value = read.at("inbox").get<std::int64_t>();
        webhook.received_at = Time{Time::duration{read.at("received_at").get<std::int64_t>()}};
        webhook.method = read.at("method").get<std::string>();
        webhook.url = read.at("url").get<std::string>();
        webhook.body = read.at("body").get<std::string>();
        for (auto const& pair : read.at("headers")) {
            webhook.headers.emplace_back(pair.at(0).get<std::string>(), pair.at(1).get<std::string>());
        }
        return webhook;
    } catch (json::exception const&) { return std::nullopt; }
}

}  // namespace

std::string to_record(Webhook const& webhook) {
    auto payload = std::string{};
    json::to_cbor(cbor_of(webhook), payload);
    auto record = std::string{mark};
    record.reserve(head_bytes + payload.size());
    put_number(record, static_cast<std::uint32_t>(payload.size()));
    put_number(record, checksum(payload));
    return record.append(payload);
}

std::optional<SpoolRecord> record_at(std::string_view bytes) {
    if (bytes.size() < head_bytes || !bytes.starts_with(mark)) { return std::nullopt; }
    auto const length = std::size_t{number_at(bytes.substr(mark.size()))};
    if (bytes.size() - head_bytes < length) { return std::nullopt; }
    auto const payload = bytes.substr(head_bytes, length);
    if (checksum(payload) != number_at(bytes.substr(mark.size() + number_bytes))) { return std::nullopt; }
    auto webhook = webhook_in(payload);
    if (!webhook) { return std::nullopt; }
    return SpoolRecord{*std::move(webhook), head_bytes + length};
}

std::size_t next_record(std::string_view bytes) {
    for (auto at = bytes.find(mark); at != std::string_view::npos; at = bytes.find(mark, at + 1)) {
        if (record_at(bytes.substr(at))) { return at; }
    }
    return std::string_view::npos;
}

}  // namespace balie::ingest

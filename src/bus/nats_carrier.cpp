// The library has threads of its own: it calls us when a letter comes and after it found a server again.
#include "bus/nats_carrier.hpp"

#include <balie/base/crypto.hpp>

#include <nats/nats.h>

#include <sodium.h>

#include <algorithm>
#include <mutex>
#include <optional>
#include <sstream>
#include <vector>

namespace balie::bus {
namespace {

constexpr auto reconnect_wait_ms = std::int64_t{500};

struct Discard {
    void operator()(natsOptions* options) const noexcept { natsOptions_Destroy(options); }
    void operator()(natsConnection* connection) const noexcept { natsConnection_Destroy(connection); }
    void operator()(natsSubscription* subscription) const noexcept { natsSubscription_Destroy(subscription); }
    void operator()(natsMsg* message) const noexcept { natsMsg_Destroy(message); }
};

template <class Thing>
using Owned = std::unique_ptr<Thing, Discard>;

unsigned char const* bytes_of(std::string const& text) {
    return static_cast<unsigned char const*>(static_cast<void const*>(text.data()));
}

unsigned char* bytes_of(std::string& text) {
    return static_cast<unsigned char*>(static_cast<void*>(text.data()));
}

// Nonce and sealed letter.
std::string seal(std::string const& key, std::string const& letter) {
    auto const nonce = random_bytes(crypto_secretbox_NONCEBYTES);
    auto sealed = std::string(letter.size() + crypto_secretbox_MACBYTES, '\0');
    crypto_secretbox_easy(bytes_of(sealed), bytes_of(letter), letter.size(), bytes_of(nonce), bytes_of(key));
    return nonce + sealed;
}

// Absent: written without the key, or changed on the way.
std::optional<std::string> unseal(std::string const& key, std::string const& bytes) {
    constexpr auto extra = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
    if (bytes.size() < extra) { return std::nullopt; }
    auto const nonce = bytes.substr(0, crypto_secretbox_NONCEBYTES);
    auto const sealed = bytes.substr(crypto_secretbox_NONCEBYTES);
    auto letter = std::string(bytes.size() - extra, '\0');
    auto const is_whole = crypto_secretbox_open_easy(bytes_of(letter), bytes_of(sealed), sealed.size(),
                                                     bytes_of(nonce), bytes_of(key)) == 0;
    return is_whole ? std::optional{letter} : std::nullopt;
}

std::vector<std::string> parted(std::string const& url) {
    auto parts = std::vector<std::string>{};
    auto rest = std::istringstream{url};
    for (auto part = std::string{}; std::getline(rest, part, ',');) {
        if (!part.empty()) { parts.push_back(part); }
    }
    return parts;
}

bool is_address(std::string const& url) {
    auto const parts = parted(url);
    return !parts.empty() && std::ranges::all_of(parts, [](std::string const& part) {
        return part.starts_with("nats://") || part.starts_with("tls://");
    });
}

Error not_an_address(std::string const& why) {
    return Error{ErrorCode::malformed, "BALIE_NATS_URL: " + why, "setting", "nats_url"};
}

std::string subject_of(std::string const& key) {
    return "balie." + to_hex(hmac_sha256(key, "subject")).substr(0, 16);
}

}  // namespace

struct NatsCarrier::State {
    std::string key;
    std::string subject;
    std::mutex mutex;  // of the ears, which the library's threads call
    Ears ears;
    Owned<natsConnection> connection;
    Owned<natsSubscription> subscription;

    static void on_message(natsConnection*, natsSubscription*, natsMsg* raw, void* closure) {
        auto const message = Owned<natsMsg>{raw};
        auto& self = *static_cast<State*>(closure);
        auto const bytes =
            std::string(natsMsg_GetData(raw), static_cast<std::size_t>(natsMsg_GetDataLength(raw)));
        auto const letter = unseal(self.key, bytes);
        auto const lock = std::lock_guard{self.mutex};
        if (letter && self.ears.heard) { self.ears.heard(*letter); }
    }

    static void on_connected(natsConnection*, void* closure) {
        auto& self = *static_cast<State*>(closure);
        auto const lock = std::lock_guard{self.mutex};
        if (self.ears.missed) { self.ears.missed(); }
    }

    natsStatus connect(std::string const& url) {
        auto* raw_options = static_cast<natsOptions*>(nullptr);
        auto status = natsOptions_Create(&raw_options);
        auto const options = Owned<natsOptions>{raw_options};
        auto const servers = parted(url);
        auto addresses = std::vector<char const*>{};
        for (auto const& server : servers) { addresses.push_back(server.c_str()); }
        auto const then = [&status](auto&& step) {
            if (status == NATS_OK) { status = step(); }
        };
        then([&] {
            return natsOptions_SetServers(raw_options, addresses.data(), static_cast<int>(addresses.size()));
        });
        then([&] { return natsOptions_SetName(raw_options, "balie"); });
        then([&] { return natsOptions_SetMaxReconnect(raw_options, -1); });
        then([&] { return natsOptions_SetReconnectWait(raw_options, reconnect_wait_ms); });
        then([&] { return natsOptions_SetReconnectedCB(raw_options, on_connected, this); });
        then([&] { return natsOptions_SetRetryOnFailedConnect(raw_options, true, on_connected, this); });
        then([&] {
            auto* raw = static_cast<natsConnection*>(nullptr);
            auto const connected = natsConnection_Connect(&raw, raw_options);
            connection.reset(raw);
            return connected == NATS_NOT_YET_CONNECTED ? NATS_OK : connected;
        });
        then([&] {
            auto* raw = static_cast<natsSubscription*>(nullptr);
            auto const subscribed =
                natsConnection_Subscribe(&raw, connection.get(), subject.c_str(), on_message, this);
            subscription.reset(raw);
            return subscribed;
        });
        return status;
    }
};

NatsCarrier::NatsCarrier(std::unique_ptr<State> state) : state_(std::move(state)) {}

NatsCarrier::~NatsCarrier() { stop(); }

Result<std::unique_ptr<Carrier>> NatsCarrier::open(std::string const& url, std::string const& key) {
    if (!is_address(url)) {
        return not_an_address("servers are named like nats://host:4222, parted by commas");
    }
    auto state = std::make_unique<State>();
    state->key = key;
    state->subject = subject_of(key);
    auto const status = state->connect(url);
    if (status != NATS_OK) { return not_an_address(natsStatus_GetText(status)); }
    return std::unique_ptr<Carrier>{new NatsCarrier{std::move(state)}};
}

void NatsCarrier::start(Ears ears) {
    auto const lock = std::lock_guard{state_->mutex};
    state_->ears = std::move(ears);
}

Task<Result<void>> NatsCarrier::send(std::string letter) {
    auto const sealed = seal(state_->key, letter);
    auto const status = natsConnection_Publish(state_->connection.get(), state_->subject.c_str(),
                                               sealed.data(), static_cast<int>(sealed.size()));
    if (status != NATS_OK) { co_return Error{ErrorCode::unavailable, natsStatus_GetText(status)}; }
    co_return Result<void>{};
}

void NatsCarrier::stop() {
    auto const lock = std::lock_guard{state_->mutex};
    state_->ears = {};
}

}  // namespace balie::bus

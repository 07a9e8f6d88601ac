// https://core.telegram.org/bots/api#getuserprofilephotos (read 2026-11): each photo in several sizes, the smallest first.
#include <connectors/telegram/faces.hpp>

#include <connectors/json/writer.hpp>
#include <connectors/telegram/api.hpp>

namespace balie::connectors::telegram {
namespace {

constexpr auto profile_timeout = std::chrono::seconds{5};
constexpr auto wide_enough = std::int64_t{160};  // Telegram's small size: twice what any screen shows

// The smallest one that is wide enough, else the widest.
std::string file_of(json::Array const& sizes) {
    auto id = std::string{};
    for (auto const& value : sizes) {
        auto const* const size = value.if_object();
        if (size == nullptr) { continue; }
        auto given = json::id_in(*size, "file_id");
        if (given.empty()) { continue; }
        id = std::move(given);
        if (json::integer(*size, "width").value_or(0) >= wide_enough) { break; }
    }
    return id;
}

}  // namespace

Task<Result<InboundContact>> Profiles::profile(IdentityValue customer, Secrets secrets) {
    if (customer.kind != IdentityKind::telegram_user) {
        co_return Error{ErrorCode::not_found, "the platform does not know such addresses"};
    }
    auto body = json::ObjectWriter{};
    body.text("user_id", customer.value).json("limit", "1");
    auto call = api_call("getUserProfilePhotos", body.take(), secrets);
    call.timeout = profile_timeout;
    auto const answer = co_await http_.call(std::move(call));
    if (!answer) { co_return Error{ErrorCode::unavailable, "the platform could not be reached"}; }
    auto const document = json::Document{answer->body};
    if (!is_ok(document)) { co_return api_error(*answer); }
    auto const* const result = result_of(document);
    auto const* const photos = result == nullptr ? nullptr : json::array_in(*result, "photos");
    auto contact = InboundContact{};
    auto const* const sizes = photos == nullptr || photos->empty() ? nullptr : photos->front().if_array();
    if (auto id = sizes == nullptr ? std::string{} : file_of(*sizes); !id.empty()) {
        contact.picture.emplace().kind = AttachmentKind::image;
        contact.picture->media_id = std::move(id);
    }
    contact.identities.push_back(std::move(customer));
    co_return contact;
}

}  // namespace balie::connectors::telegram

#include "ingest/change_json.hpp"

#include <balie/base/crypto.hpp>
#include <balie/base/id.hpp>
#include <balie/base/text.hpp>

#include <nlohmann/json.hpp>

namespace balie::ingest {
namespace {

using nlohmann::json;

constexpr auto first_platform_time = Time{std::chrono::seconds{1'230'768'000}};  // 2009-01-01
constexpr auto ahead_max = std::chrono::hours{24};

std::int64_t microseconds(Time at) { return at.time_since_epoch().count(); }

json identities_json(std::vector<IdentityValue> const& identities) {
    auto list = json::array();
    for (auto const& identity : identities) {
        list.push_back({{"kind", to_word(identity.kind)}, {"value", storable(identity.value)}});
    }
    return list;
}

// A change without an id of its own is the same change when all of it is the same.
std::string id_or_digest(std::string const& external_id, json const& change) {
    return external_id.empty() ? "sha256:" + to_hex(sha256(change.dump())) : storable(external_id);
}

class ChangeWriter {
public:
    ChangeWriter(InboxId inbox, Time received_at) : inbox_(inbox), received_at_(received_at) {}

    json operator()(InboundMessage const&) const { return nullptr; }
    json operator()(Unreadable const&) const { return nullptr; }

    json operator()(DeliveryUpdate const& update) const {
        auto change = begin("status");
        change["external_id"] = storable(update.external_id);
        change["status"] = to_word(update.status);
        change["at"] = microseconds(plausible(update.platform_at, received_at_).value_or(received_at_));
        if (auto const opaque = parse_opaque(update.opaque)) {
            change["message"] = opaque->message;
            change["attempt"] = opaque->attempt;
        }
        if (!update.pricing_category.empty()) { change["pricing"] = storable(update.pricing_category); }
        if (!update.error_code.empty() || !update.error_title.empty()) {
            change["error"] = error_json(update);
        }
        return change;
    }

    json operator()(ReactionChange const& reaction) const {
        auto change = begin("reaction");
        change["target"] = storable(reaction.target_external_id);
        change["identities"] = identities_json(reaction.contact.identities);
        change["name"] = storable(reaction.contact.name);
        change["direction"] = to_word(reaction.direction);
        change["emoji"] = storable(reaction.emoji);
        return end(std::move(change), reaction.external_id, reaction.platform_at);
    }

    json operator()(MessageEdit const& edit) const {
        auto change = begin("edit");
        change["target"] = storable(edit.target_external_id);
        change["text"] = storable(edit.text);
        return end(std::move(change), edit.external_id, edit.platform_at);
    }

    json operator()(MessageDeletion const& deletion) const {
        auto change = begin("deletion");
        change["target"] = storable(deletion.target_external_id);
        return end(std::move(change), deletion.external_id, deletion.platform_at);
    }

    json operator()(Watermark const& watermark) const {
        auto change = begin("watermark");
        change["identities"] = identities_json(watermark.contact.identities);
        change["status"] = to_word(watermark.status);
        change["at"] = microseconds(plausible(watermark.up_to, received_at_).value_or(received_at_));
        return change;
    }

    json operator()(OptOut const& opt_out) const {
        auto change = begin("opt_out");
        change["identities"] = identities_json(opt_out.contact.identities);
        change["wants_messages"] = opt_out.wants_messages;
        return end(std::move(change), opt_out.external_id, opt_out.platform_at);
    }

    json operator()(HidingChange const& hiding) const {
        auto change = begin("hiding");
        change["target"] = storable(hiding.target_external_id);
        change["hidden"] = hiding.is_hidden;
        return end(std::move(change), hiding.external_id, hiding.platform_at);
    }

    json operator()(IdentityChange const& identity) const {
        auto change = begin("identity");
        change["previous"] = identities_json(identity.previous);
        change["current"] = identities_json(identity.current);
        change["text"] = storable(identity.text);
        return end(std::move(change), identity.external_id, identity.platform_at);
    }

    json operator()(ChannelNotice const& notice) const {
        auto change = begin("notice");
        change["about"] = storable(notice.kind);
        change["code"] = storable(notice.code);
        change["title"] = storable(notice.title);
        change["detail"] = storable(notice.detail);
        return change;
    }

private:
    json begin(char const* kind) const { return {{"kind", kind}, {"inbox", inbox_.value}}; }

    // The id is made before the time is filled in: a repeat is received later, and is the same change.
    json end(json change, std::string const& external_id, std::optional<Time> platform_at) const {
        auto const at = plausible(platform_at, received_at_);
        if (at) { change["at"] = microseconds(*at); }
        change["external_id"] = id_or_digest(external_id, change);
        if (!at) { change["at"] = microseconds(received_at_); }
        return change;
    }

    static json error_json(DeliveryUpdate const& update) {
        auto error = json{{"code", storable(update.error_code)}, {"title", storable(update.error_title)}};
        if (!update.error_detail.empty()) { error["detail"] = storable(update.error_detail); }
        if (update.window_closed) { error["treatment"] = "window_closed"; }
        return error;
    }

    InboxId inbox_;
    Time received_at_;
};

}  // namespace

json change_json(RoutedEvent const& routed, Time received_at) {
    return std::visit(ChangeWriter{routed.inbox, received_at}, routed.event);
}

std::optional<OpaqueWord> parse_opaque(std::string_view opaque) {
    auto const dot = opaque.find('.');
    if (dot == std::string_view::npos) { return std::nullopt; }
    auto const message = parse_id<Message>(opaque.substr(0, dot));
    auto const attempt = parse_id<Message>(opaque.substr(dot + 1));  // the same digits, another noun
    constexpr auto attempt_max = std::int64_t{1'000'000};
    if (!message || !attempt || attempt->value > attempt_max) { return std::nullopt; }
    return OpaqueWord{message->value, attempt->value};
}

std::optional<Time> plausible(std::optional<Time> platform_at, Time received_at) {
    if (!platform_at || *platform_at < first_platform_time || *platform_at > received_at + ahead_max) {
        return std::nullopt;
    }
    return platform_at;
}

}  // namespace balie::ingest

// Platforms' answers come from outside like everything else: what is made of them can be kept, and never too rosy.
#include "fuzz/promises.hpp"

#include "support/files.hpp"
#include "support/run.hpp"
#include "support/scripted_http_client.hpp"

#include <connectors/webchat/connector.hpp>

#include <array>
#include <fstream>

namespace balie::test {
namespace {

constexpr auto statuses =
    std::to_array<int>({200, 201, 202, 204, 302, 400, 401, 403, 404, 413, 429, 500, 503});
constexpr auto answers_max = 8;

bool can_be_kept(std::string const& text) { return is_utf8(text) && text.find('\0') == std::string::npos; }

OutboundMessage a_text() {
    auto message = OutboundMessage{};
    message.opaque = "7.1";
    message.text = "Good day";
    for (auto const kind : {IdentityKind::phone, IdentityKind::psid, IdentityKind::igsid,
                            IdentityKind::x_user, IdentityKind::telegram_user, IdentityKind::external}) {
        message.recipient.emplace_back(kind, "31600000001");
    }
    return message;
}

std::string broken_by_outcome(SendOutcome const& outcome, int status) {
    for (auto const& text : {outcome.external_id, outcome.code, outcome.reason, outcome.detail}) {
        if (!can_be_kept(text)) { return "an outcome that cannot be kept"; }
    }
    if (outcome.verdict == Verdict::accepted && outcome.external_id.empty()) {
        return "accepted without an id";
    }
    if (outcome.verdict == Verdict::accepted && status >= 300) { return "accepted in spite of its status"; }
    // Delivery waits as long as the platform asks for, within reason.
    if (outcome.retry_after && outcome.retry_after->count() < 0) { return "a wait that is over"; }
    return {};
}

std::string broken_by_faces(Connector& connector, Secrets const& secrets) {
    if (auto* const face = connector.health()) {
        auto const checks = run(face->health(secrets));
        for (auto const& check : checks ? *checks : std::vector<HealthCheck>{}) {
            if (!can_be_kept(check.detail)) { return "a check that cannot be shown"; }
        }
    }
    if (auto* const face = connector.template_source()) {
        auto const templates = run(face->templates(secrets));
        for (auto const& one : templates ? *templates : std::vector<TemplateText>{}) {
            if (!can_be_kept(one.name + one.language + one.components)) {
                return "a template that cannot be kept";
            }
        }
    }
    if (auto* const face = connector.profile_source()) {
        auto const profile = run(face->profile(a_text().recipient.front(), secrets));
        if (profile && !can_be_kept(profile->name + profile->username)) {
            return "a name that cannot be kept";
        }
    }
    if (auto* const face = connector.catch_up()) {
        auto const all = run(face->since(Time{}, secrets));
        for (auto const& missed : all ? *all : std::vector<Missed>{}) {
            if (!parse_form(missed.body)) { return "a body that cannot be read again"; }
            for (auto const& event : missed.events) {
                auto broken = broken_by_event(event);
                if (!broken.empty()) { return broken; }
            }
        }
    }
    return {};
}

}  // namespace

std::string broken_by_answering(Subject const& subject, std::string_view bytes) {
    if (bytes.empty()) { return {}; }
    auto const status = statuses[static_cast<unsigned char>(bytes.front()) % statuses.size()];
    auto const body = std::string{bytes.substr(1)};
    auto http = ScriptedHttpClient{};
    for (auto i = 0; i < answers_max; ++i) { http.will_answer(status, body, {{"retry-after", body}}); }
    auto const connector = subject.make(http);
    auto const outcome = run(connector->send(a_text(), subject.secrets));
    auto broken = broken_by_outcome(outcome, status);
    return broken.empty() ? broken_by_faces(*connector, subject.secrets) : broken;
}

std::string broken_by_fetching(std::string_view bytes) {
    static auto const folder = TemporaryFolder{};
    static auto const uploads = folder.path() / "media";
    static auto const name = std::string{"ab0123456789"};
    if (!std::filesystem::exists(uploads)) {
        std::filesystem::create_directories(uploads / "ab");
        std::ofstream{uploads / "ab" / name} << "a visitor's file";
        std::ofstream{folder.path() / "secret"} << "not a visitor's file";
    }
    auto connector = connectors::webchat::WebChat{uploads};
    auto attachment = InboundAttachment{};
    attachment.media_id = std::string{bytes};
    auto const to = folder.path() / "fetched";
    auto const fetched = run(connector.media_source()->fetch(attachment, Secrets{}, to, 1'000));
    std::filesystem::remove(to);
    return fetched.has_value() == (bytes == name)
               ? ""
               : "a file that is no upload, or an upload that is not found";
}

}  // namespace balie::test

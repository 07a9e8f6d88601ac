// https://www.twilio.com/docs/content/content-api-resources (read 2026-11)
#include <connectors/twilio/templates.hpp>

#include <balie/base/text.hpp>
#include <connectors/json/reading.hpp>
#include <connectors/sms/outcome.hpp>
#include <connectors/twilio/api.hpp>
#include <connectors/twilio/content.hpp>
#include <connectors/twilio/dialect.hpp>

#include <algorithm>

namespace balie::connectors::twilio {
namespace {

constexpr auto default_content_base = std::string_view{"https://content.twilio.com"};
constexpr auto path = std::string_view{"/v1/ContentAndApprovals"};
constexpr auto pages_max = 60;
constexpr auto answer_bytes_max = std::size_t{4U << 20U};
constexpr auto api_host = std::string_view{"https://api."};
constexpr auto sid_length = std::size_t{34};

struct Page {
    std::vector<TemplateText> templates = {};
    std::string next = {};  // the query of the next page; empty: this was the last one

    Page() = default;
};

// Twilio's contents have a host of their own in every region; another's base answers for both.
std::string content_url(Secrets const& secrets, std::string_view query) {
    auto base = std::string{secrets["api_base"].empty() ? default_content_base : secrets["api_base"]};
    while (base.ends_with('/')) { base.pop_back(); }
    if (base.starts_with(api_host) && base.ends_with(".twilio.com")) {
        base.replace(0, api_host.size(), "https://content.");
    }
    return base + std::string{path} + '?' + std::string{query};
}

// Of the address that the platform gives only the query is taken: the token goes where we send it, and nowhere else.
std::string query_after(json::Object const& root) {
    auto const* const meta = json::object_in(root, "meta");
    auto const next = meta == nullptr ? std::string{} : json::text(*meta, "next_page_url");
    auto const mark = next.find('?');
    return mark == std::string::npos ? std::string{} : next.substr(mark + 1);
}

Result<Page> page_of(HttpAnswer const& answer) {
    auto const document = json::Document{answer.body};
    auto const* const root = document.root() == nullptr ? nullptr : document.root()->if_object();
    auto const* const items = root == nullptr ? nullptr : json::array_in(*root, "contents");
    if (items == nullptr) {
        return Error{ErrorCode::unavailable, "the platform's list of templates could not be read"};
    }
    auto page = Page{};
    for (auto const& one : *items) {
        auto const* const item = one.if_object();
        auto text = item == nullptr ? std::nullopt : template_of(*item);
        if (text) { page.templates.push_back(std::move(*text)); }
    }
    page.next = query_after(*root);
    return page;
}

Error refusal(HttpAnswer const& answer) {
    auto const outcome = sms::refused(answer, stated_error(answer.body), error_rows());
    return {ErrorCode::unavailable, outcome.reason,
            outcome.verdict == Verdict::reauthorize ? "reauthorize" : outcome.code};
}

}  // namespace

Task<Result<std::vector<TemplateText>>> Templates::templates(Secrets secrets) {
    auto all = std::vector<TemplateText>{};
    if (!is_whatsapp(secrets["from"])) { co_return all; }
    auto query = std::string{"PageSize=100"};
    for (auto pages = 0; pages < pages_max; ++pages) {
        auto call = api_call("GET", content_url(secrets, query), secrets);
        call.answer_bytes_max = answer_bytes_max;
        auto const answer = co_await http_.call(std::move(call));
        if (!answer) { co_return Error{ErrorCode::unavailable, answer.error().detail}; }
        if (!sms::is_success(*answer)) { co_return refusal(*answer); }
        auto page = page_of(*answer);
        if (!page) { co_return page.error(); }
        for (auto& one : page->templates) { all.push_back(std::move(one)); }
        if (page->next.empty() || page->next == query) { break; }
        query = std::move(page->next);
    }
    co_return all;
}

std::string_view content_sid(std::string_view name) noexcept {
    auto const slash = name.rfind('/');
    auto const sid = slash == std::string_view::npos ? std::string_view{} : name.substr(slash + 1);
    auto const is_hex = [](char letter) {
        return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f') ||
               (letter >= 'A' && letter <= 'F');
    };
    auto const is_sid =
        sid.size() == sid_length && sid.starts_with("HX") && std::all_of(sid.begin() + 2, sid.end(), is_hex);
    return is_sid ? sid : std::string_view{};
}

}  // namespace balie::connectors::twilio

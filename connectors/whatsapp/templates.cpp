// https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/template-management (2026-06)
#include <connectors/whatsapp/templates.hpp>

#include <connectors/json/reading.hpp>
#include <connectors/json/writer.hpp>
#include <connectors/meta/graph.hpp>
#include <connectors/meta/outcome.hpp>
#include <connectors/whatsapp/errors.hpp>

namespace balie::connectors::whatsapp {
namespace {

constexpr auto pages_max = 60;  // an account holds at most 6,000 templates
constexpr auto answer_bytes_max = std::size_t{4U << 20U};
constexpr auto question = std::string_view{"?fields=name,language,category,status,components&limit=100"};

struct Page {
    std::vector<TemplateText> templates = {};
    std::string after = {};  // empty: this was the last one

    Page() = default;
};

TemplateText template_of(json::Object const& item) {
    auto const* const components = json::member(item, "components");
    return {json::text(item, "name"), json::text(item, "language"), json::text(item, "category"),
            json::text(item, "status"), components == nullptr ? "[]" : json::to_text(*components)};
}

// The address of the next page that the platform gives holds the token; we take only the cursor out of it.
std::string cursor_after(json::Object const& root) {
    auto const* const paging = json::object_in(root, "paging");
    auto const* const cursors = paging == nullptr ? nullptr : json::object_in(*paging, "cursors");
    if (cursors == nullptr || json::view(*paging, "next").empty()) { return {}; }
    return json::text(*cursors, "after");
}

Result<Page> page_of(HttpAnswer const& answer) {
    auto const document = json::Document{answer.body};
    auto const* const root = document.root() == nullptr ? nullptr : document.root()->if_object();
    auto const* const items = root == nullptr ? nullptr : json::array_in(*root, "data");
    if (items == nullptr) {
        return Error{ErrorCode::unavailable, "the platform's list of templates could not be read"};
    }
    auto page = Page{};
    for (auto const& one : *items) {
        auto const* const item = one.if_object();
        if (item != nullptr && !json::view(*item, "name").empty()) {
            page.templates.push_back(template_of(*item));
        }
    }
    page.after = cursor_after(*root);
    return page;
}

Error refusal(HttpAnswer const& answer) {
    auto const outcome = meta::refused(answer, error_rows());
    return {ErrorCode::unavailable, outcome.reason,
            outcome.verdict == Verdict::reauthorize ? "reauthorize" : outcome.code};
}

}  // namespace

Task<Result<std::vector<TemplateText>>> Templates::templates(Secrets secrets) {
    auto all = std::vector<TemplateText>{};
    auto after = std::string{};
    for (auto pages = 0; pages < pages_max; ++pages) {
        auto url =
            meta::graph_url(secrets, {secrets["waba_id"], "message_templates"}) + std::string{question};
        if (!after.empty()) { url += "&after=" + percent_encode(after); }
        auto call = meta::graph_call("GET", std::move(url), secrets);
        call.answer_bytes_max = answer_bytes_max;
        auto const answer = co_await http_.call(std::move(call));
        if (!answer) { co_return Error{ErrorCode::unavailable, answer.error().detail}; }
        if (meta::is_refusal(*answer)) { co_return refusal(*answer); }
        auto page = page_of(*answer);
        if (!page) { co_return page.error(); }
        for (auto& one : page->templates) { all.push_back(std::move(one)); }
        if (page->after.empty() || page->after == after) { break; }
        after = std::move(page->after);
    }
    co_return all;
}

}  // namespace balie::connectors::whatsapp

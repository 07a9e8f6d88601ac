// The token travels in a header, never in an address: addresses are written into logs on both sides.
#include <connectors/meta/graph.hpp>

#include <balie/base/text.hpp>

namespace balie::connectors::meta {
namespace {

constexpr auto default_base = std::string_view{"https://graph.facebook.com"};
constexpr auto instagram_base = std::string_view{"https://graph.instagram.com"};

}  // namespace

std::string graph_url(Secrets const& secrets, std::initializer_list<std::string_view> segments) {
    auto const usual = secrets["login"] == "instagram" ? instagram_base : default_base;
    auto base = secrets["api_base"].empty() ? usual : secrets["api_base"];
    while (base.ends_with('/')) { base.remove_suffix(1); }
    auto url = std::string{base} + '/' + std::string{graph_version};
    for (auto const segment : segments) { url += '/' + percent_encode(segment); }
    return url;
}

std::string_view account_node(Secrets const& secrets) {
    return secrets["page_id"].empty() ? std::string_view{"me"} : secrets["page_id"];
}

HttpCall graph_call(std::string method, std::string url, Secrets const& secrets) {
    auto call = HttpCall{std::move(method), std::move(url)};
    call.headers = {{"Authorization", "Bearer " + std::string{secrets["access_token"]}},
                    {"User-Agent", std::string{user_agent}}};
    return call;
}

HttpCall graph_post(std::string url, std::string body, Secrets const& secrets) {
    auto call = graph_call("POST", std::move(url), secrets);
    call.headers.emplace_back("Content-Type", "application/json");
    call.body = std::move(body);
    return call;
}

}  // namespace balie::connectors::meta

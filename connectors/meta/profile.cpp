// https://developers.facebook.com/docs/messenger-platform/identity/user-profile (read 2026-11)
#include <connectors/meta/profile.hpp>

#include <connectors/meta/graph.hpp>
#include <connectors/meta/outcome.hpp>
#include <connectors/meta/page_errors.hpp>

namespace balie::connectors::meta {
namespace {

constexpr auto profile_timeout = std::chrono::seconds{5};

std::string_view fields_of(IdentityKind customer) {
    return customer == IdentityKind::igsid ? "?fields=name,username,profile_pic"
                                           : "?fields=first_name,last_name,profile_pic";
}

std::string name_of(json::Object const& person) {
    auto name = name_in(person, "name");
    if (!name.empty()) { return name; }
    name = name_in(person, "first_name");
    auto const last = name_in(person, "last_name");
    return name.empty() ? last : last.empty() ? name : name + ' ' + last;
}

}  // namespace

Task<Result<InboundContact>> Profile::profile(IdentityValue customer, Secrets secrets) {
    if (customer.kind != platform_.customer) {
        co_return Error{ErrorCode::not_found, "the platform does not know such addresses"};
    }
    auto url = graph_url(secrets, {customer.value}) + std::string{fields_of(customer.kind)};
    auto call = graph_call("GET", std::move(url), secrets);
    call.timeout = profile_timeout;
    auto const answer = co_await http_.call(std::move(call));
    auto const asked = done(answer, page_error_rows());
    if (!asked && asked.error().code == ErrorCode::unavailable) { co_return asked.error(); }
    // Many customers may not be looked at: they have given no consent, or have gone.
    if (!asked) { co_return Error{ErrorCode::not_found, asked.error().detail, asked.error().reason}; }
    auto const document = json::Document{answer->body};
    auto const* const person = document.root() == nullptr ? nullptr : document.root()->if_object();
    if (person == nullptr) { co_return Error{ErrorCode::unavailable, "the answer could not be read"}; }
    auto contact = InboundContact{};
    contact.name = name_of(*person);
    contact.username = name_in(*person, "username");
    if (auto url = json::text(*person, "profile_pic"); !url.empty()) {
        contact.picture.emplace().kind = AttachmentKind::image;
        contact.picture->url = std::move(url);
    }
    contact.identities.push_back(std::move(customer));
    co_return contact;
}

}  // namespace balie::connectors::meta
